import type { InputKind, ValueKind } from './registry.ts';

/** A line of the data: what was seen of one kind of tool, its inputs still as text. */
export interface KindLine {
  readonly id: string;
  readonly uses: number;
  readonly outputs: readonly string[];
  readonly inputs: readonly string[];
}

const KINDS: Readonly<Record<string, ValueKind>> = {
  n: 'number',
  i: 'number',
  p: 'point',
  s: 'string',
  F: 'FuID',
  g: 'gradient',
  t: 'text',
  k: 'clip',
  v: 'curve',
  a: 'table',
};

/** Reads names that are front-coded: each stands after the number of letters, in base 36, it shares with the one before. */
export function decodeIds(coded: string): readonly string[] {
  let before = '';
  return coded.split(' ').map((rest) => {
    before = before.slice(0, Number.parseInt(rest.charAt(0), 36)) + rest.slice(1);
    return before;
  });
}

/** Reads the lines of the data: id, uses, outputs and inputs, with tabs between them. */
export function decodeKinds(text: string): readonly KindLine[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', uses = '0', outputs = '', ...inputs] = line.split('\t');
      return { id, uses: Number(uses), outputs: outputs === '' ? [] : outputs.split(','), inputs };
    });
}

/** Reads `name|kinds|uses in a thousand|least~greatest|ids`; what is missing at the end is unknown. */
export function decodeInput(text: string): InputKind {
  const [name = '', letters = '', perMille = '0', range = '', ids = ''] = text.split('|');
  const [min, max] = range === '' ? [] : range.split('~').map(Number);
  return {
    name,
    kinds: [...letters].map((letter) => KINDS[letter]).filter((kind) => kind !== undefined),
    connects: letters.includes('c'),
    frequency: Number(perMille) / 1000,
    ...(letters.includes('i') && { integer: true }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(ids !== '' && { ids: ids.split(',') }),
  };
}
