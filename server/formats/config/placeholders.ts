/** What the arguments of a renderer may hold between braces. */
export const PLACEHOLDERS = [
  'comp',
  'saver',
  'first',
  'last',
  'count',
  'output',
  'outputFirst',
  'media',
  'mediaFirst',
  'threads',
] as const;

/** The name of a placeholder, without its braces. */
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** A piece of an argument: text as it is, the name between braces, or a brace that stands alone. */
const PIECE = /\{\{|\}\}|\{(?<name>[^{}]*)\}|[{}]/g;

/** What is wrong with the placeholders of an argument: unknown names and braces that stand alone. */
export function placeholderFaults(argument: string): string[] {
  const faults: string[] = [];
  for (const { 0: piece, groups } of argument.matchAll(PIECE)) {
    if (piece === '{{' || piece === '}}') continue;
    const name = groups?.name;
    if (name === undefined) faults.push(`A ${piece} stands alone; write ${piece}${piece} for a brace.`);
    else if (!isPlaceholder(name)) faults.push(`Unknown placeholder ${piece}. Known: ${KNOWN}.`);
  }
  return faults;
}

/** The placeholders that an argument holds. */
export function placeholdersIn(argument: string): Placeholder[] {
  return [...argument.matchAll(PIECE)].map(({ groups }) => groups?.name ?? '').filter(isPlaceholder);
}

/** The argument with its placeholders replaced; what `placeholderFaults` finds wrong stays as it is. */
export function fillPlaceholders(argument: string, values: Readonly<Record<Placeholder, string>>): string {
  return argument.replace(PIECE, (piece: string, name: string | undefined) => {
    if (piece === '{{') return '{';
    if (piece === '}}') return '}';
    return name !== undefined && isPlaceholder(name) ? values[name] : piece;
  });
}

const KNOWN = PLACEHOLDERS.map((name) => `{${name}}`).join(' ');

function isPlaceholder(name: string): name is Placeholder {
  return PLACEHOLDERS.some((known) => known === name);
}
