import fc from 'fast-check';

/** One edit, as fractions of whatever text it meets. */
export interface RandomEdit {
  /** Where, from 0 to 1. */
  readonly at: number;
  /** How many code units go. */
  readonly length: number;
  readonly text: string;
  /** Moves the place to the beginning of its line. */
  readonly atLineStart: boolean;
}

const SNIPPETS = [
  '',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '{',
  '}',
  '},',
  '},\n',
  ' = {\n',
  ',',
  '"',
  '=',
  '[',
  ']',
  '[[',
  ']]',
  '--',
  '--[[',
  '\\',
  '\0',
  '\ufffd',
  '目',
  'T',
  '5',
  'Tools = ordered() {\n',
  ' = ordered() {\n',
  '= ordered() {\n\t\tA = Blur {\n\t\t},\n',
  '= Blur {\n',
  '= ',
  'ordered {',
  'Tools {\n',
  'Blur 1 = Blur {\n',
  '[["A"] = {\n',
  '] = ',
  '0,5',
  '()',
  '\t\tNew = Merge {\n\t\t\tInputs = {\n\t\t\t\tBlend = Input { Value = 1, },\n\t\t\t},\n\t\t},\n',
  '\t\t["A.B"] = Blur {\n\t\t},\n',
  'PassThrough = true,\n',
  'SourceOp = "New", Source = "Output", ',
  '\n\t\t},\n\t\tA = Group {\n\t\t\tTools = ordered() {\n',
];

/** A number from 0 to 1, each as likely as any other: most of the floating-point numbers are next to 0. */
export const share: fc.Arbitrary<number> = fc.noBias(fc.nat(1_000_000)).map((number) => number / 1_000_000);

/** An edit of the kinds that people, editors and accidents make. */
export const randomEdit: fc.Arbitrary<RandomEdit> = fc.record({
  at: share,
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(40), fc.nat(400)),
  text: fc.constantFrom(...SNIPPETS),
  atLineStart: fc.boolean(),
});

/** The edit for this text: what goes and what comes. */
export function placeEdit(text: string, { at, length, atLineStart }: RandomEdit): { start: number; end: number } {
  const place = Math.floor(at * text.length);
  const start = atLineStart ? text.lastIndexOf('\n', place - 1) + 1 : place;
  return { start, end: Math.min(text.length, start + length) };
}
