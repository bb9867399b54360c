/** A range of array indices, both ends included. */
export interface IndexRange {
  readonly first: number;
  readonly last: number;
  readonly step: number;
}

/** The indices of elements of a job array. */
export interface ArrayExpression {
  readonly ranges: readonly IndexRange[];
  /** True where Slurm has cut the list off: there are more behind the last range. */
  readonly isCut: boolean;
}

/** Elements that nobody can read: it counts as a list that is cut off at its beginning, so that none is taken for gone. */
export const UNREADABLE: ArrayExpression = { ranges: [], isCut: true };

const RANGE = /^(\d{1,9})(?:-(\d{1,9})(?::(\d{1,9}))?)?$/;

/**
 * Reads what Slurm calls the elements of an array: `7`, `0-99%4`, `1,3-5`, `[2-8:2]`. Slurm shows 64 characters where
 * nobody set `SLURM_BITSTR_LEN`, and ends with `...` what has more; the last range may then be part of one, and is left
 * out. Undefined for anything else.
 */
export function readArrayExpression(text: string): ArrayExpression | undefined {
  const inner = text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%\d+$/, '');
  const isCut = inner.endsWith('...');
  const parts = (isCut ? inner.slice(0, -'...'.length) : inner).split(',');
  if (isCut) parts.pop();
  const ranges: IndexRange[] = [];
  for (const part of parts) {
    const [, from, to = from, step = '1'] = RANGE.exec(part) ?? [];
    if (from === undefined || Number(step) === 0) return undefined;
    ranges.push({ first: Number(from), last: Number(to), step: Number(step) });
  }
  return { ranges, isCut };
}

/** The indices of an expression that are below a number, one after the other. */
export function* indicesOf({ ranges }: ArrayExpression, below: number): Generator<number> {
  for (const { first, last, step } of ranges) {
    for (let index = first; index <= Math.min(last, below - 1); index += step) yield index;
  }
}

/**
 * Indices as Slurm reads them, as short as ranges make them: `1,3-5`. In several texts where one would be longer than
 * `most` characters: addresses and arguments have an end.
 */
export function writeIndices(indices: readonly number[], most = 1_500): readonly string[] {
  const sorted = [...new Set(indices)].sort((one, other) => one - other);
  const texts: string[] = [];
  let text = '';
  for (let at = 0; at < sorted.length; ) {
    const first = sorted[at];
    let last = first;
    for (at += 1; last !== undefined && sorted[at] === last + 1; at += 1) last = sorted[at];
    const range = first === last ? `${first}` : `${first}-${last}`;
    if (text !== '' && text.length + range.length + 1 > most) {
      texts.push(text);
      text = '';
    }
    text += text === '' ? range : `,${range}`;
  }
  return text === '' ? texts : [...texts, text];
}
