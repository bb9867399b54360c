/** Stands in for `vscode.l10n` where VS Code does not run: the texts in English, their arguments filled in. */
export const l10n = {
  t: (message: string, ...values: readonly unknown[]): string =>
    message.replaceAll(/\{(\d+)\}/g, (whole, index) =>
      Number(index) in values ? String(values[Number(index)]) : whole,
    ),
};
