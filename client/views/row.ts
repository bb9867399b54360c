/** A row of a view: what is shown, without VS Code. */
export interface Row {
  /** Stable: the row's place, selection and expansion are kept by it. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** A codicon and the theme colour it is drawn in. */
  readonly icon: RowIcon;
  /** What menus decide by: words, separated by blanks. */
  readonly context: string;
  /** What a screen reader says: label, state and progress in words. */
  readonly spoken: string;
  /** Absent for a row that holds no others. */
  readonly expansion?: 'collapsed' | 'expanded';
  /** The row that holds this one. */
  readonly parent?: string;
  /** Markdown; asked for when the pointer rests on the row. */
  readonly tooltip: readonly TooltipLine[];
  /** The file or folder the row stands for. */
  readonly path?: string;
  /** The id of the command that runs when the row is chosen; it gets the row's element. */
  readonly command?: { readonly id: string; readonly title: string };
}

export interface RowIcon {
  readonly id: string;
  readonly color?: string;
}

/** A line of a tooltip: a name and its value, or a sentence alone. */
export interface TooltipLine {
  readonly name?: string;
  readonly value: string;
}

/** Lines of a tooltip, of names with their values; what has no value is left out. */
export function facts(...all: readonly (readonly [string, string | number | undefined])[]): TooltipLine[] {
  return all.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, value: String(value) }]));
}

/** True if two rows look and behave alike. */
export function sameRow(a: Row, b: Row): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The tooltip's Markdown. What comes from files is escaped, so that it stays text. */
export function tooltipMarkdown(row: Row): string {
  const lines = row.tooltip.map(({ name, value }) =>
    name === undefined ? escapeMarkdown(value) : `**${escapeMarkdown(name)}:** ${escapeMarkdown(value)}`,
  );
  return [`**${escapeMarkdown(row.label)}**`, ...lines].join('  \n');
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!|<>~$]/g, '\\$&').replaceAll(/\s*\r?\n\s*/g, ' ');
}
