import type { FrameToken } from './frame-tokens.ts';

/** What may come next in a part of Compline's dialect, by the code of the error where something else does. */
const EXPECTED = {
  'frame-expected': 'a frame number',
  'range-end-expected': 'the last frame of the range',
  'step-expected': 'a step of 1 or more',
  'range-or-comma-expected': '"-" or ","',
  'step-or-comma-expected': '"x" or ","',
  'comma-expected': '","',
} as const;

/** What was missing where something else was found. */
type Expected = keyof typeof EXPECTED;

/** What a part has that cannot stand there; `token` is undefined where the part ends too early. */
interface FormFault {
  readonly code: Expected | 'step-without-range';
  readonly token: FrameToken | undefined;
}

/** What is wrong with the form of a part, a list of tokens without blanks; undefined for `1`, `1-10` and `1-10x3`. */
export function formFault([from, dash, to, x, step, more]: readonly FrameToken[]): FormFault | undefined {
  const fault = (code: FormFault['code'], token: FrameToken | undefined): FormFault => ({ code, token });
  if (from?.kind !== 'number') return fault('frame-expected', afterMinus(from, dash));
  if (dash === undefined) return undefined;
  if (dash.kind === 'step') return fault('step-without-range', dash);
  if (dash.kind !== 'range') return fault('range-or-comma-expected', dash);
  if (to?.kind !== 'number') return fault('range-end-expected', afterMinus(to, x));
  if (x === undefined) return undefined;
  if (x.kind !== 'step') return fault('step-or-comma-expected', x);
  if (step?.kind !== 'number') return fault('step-expected', step);
  return more === undefined ? undefined : fault('comma-expected', more);
}

/** What is wrong with a number that is none: where a minus stands right before something, it is that. */
function afterMinus(token: FrameToken | undefined, next: FrameToken | undefined): FrameToken | undefined {
  return token?.kind === 'range' && next?.kind === 'error' && next.start === token.end ? next : token;
}

/** The message of a fault; `found` is the text that stands there, undefined at the end of the text. */
export function formMessage({ code }: FormFault, found: string | undefined): string {
  const what = found === undefined ? 'the end of the text' : quoted(found);
  if (code === 'step-without-range') return `Found ${what} after a single frame. A step follows a range: 1-10x3.`;
  const hint = found === undefined ? undefined : hintFor(found, code);
  return `Found ${what} where ${EXPECTED[code]} is expected.${hint === undefined ? '' : ` ${hint}`}`;
}

/** A found text as a message shows it: short, and on one line. */
export function quoted(found: string): string {
  return JSON.stringify(found.length > 24 ? `${found.slice(0, 24)}…` : found);
}

/** How what other programs write is written here. */
const HINTS: readonly (readonly [found: RegExp, hint: string])[] = [
  [/^\p{Pd}|^\u2212/u, 'Write dash and minus as "-".'],
  [/^[X×]/, 'Write the step with a small x: 1-10x3.'],
  [/^\+/, 'Write frames without a plus.'],
  [/^(?:\.\.|:|@|by|every|step)/, 'Write ranges 1-10, with a step 1-10x3.'],
  [/^[.]/, 'Frames are whole numbers.'],
  [/^[;|]/, 'Separate frames by commas.'],
  [/^\p{Nd}/u, 'Only the digits 0 to 9 are read.'],
];

function hintFor(found: string, code: Expected): string | undefined {
  if (/^-?[0-9]/.test(found)) return code.endsWith('comma-expected') ? 'Separate frames by commas.' : undefined;
  if (found === '-') return code === 'frame-expected' ? 'A minus touches its number: -5.' : undefined;
  return HINTS.find(([pattern]) => pattern.test(found))?.[1];
}
