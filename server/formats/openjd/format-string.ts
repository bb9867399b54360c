/** A part of a text: as it is, or a value that is put there: `Task.Param.First`. */
export type FormatPart = string | { readonly value: string };

/** Job parameters that hold a brace each: there is no other way to write two of them (§7.3). */
export const BRACES = [
  { name: 'OpenBrace', type: 'STRING', default: '{', userInterface: { control: 'HIDDEN' } },
  { name: 'CloseBrace', type: 'STRING', default: '}', userInterface: { control: 'HIDDEN' } },
] as const;

/**
 * A format string of OpenJD that resolves to exactly these parts. Where braces could be taken for the beginning or the end
 * of a value, all of them are put there as values of `BRACES`.
 */
export function formatString(parts: readonly FormatPart[]): string {
  const texts = parts.map((part) => (typeof part === 'string' ? part : `{{${part.value}}}`));
  const isPlain = parts.every(
    (part, at) =>
      typeof part !== 'string' ||
      !(
        part.includes('{{') ||
        part.includes('}}') ||
        (part.endsWith('{') && at < parts.length - 1) ||
        (part.startsWith('}') && at > 0)
      ),
  );
  if (isPlain) return texts.join('');
  return parts
    .map((part, at) =>
      typeof part === 'string' ? part.replaceAll(/[{}]/g, (brace) => BRACE[brace] ?? brace) : texts[at],
    )
    .join('');
}

const BRACE: Readonly<Record<string, string>> = { '{': '{{Param.OpenBrace}}', '}': '{{Param.CloseBrace}}' };

/** True for a format string that needs the parameters of `BRACES`. */
export function usesBraces(text: string): boolean {
  return text.includes('{{Param.OpenBrace}}') || text.includes('{{Param.CloseBrace}}');
}
