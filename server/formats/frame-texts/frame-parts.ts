import { type FrameRun, frameRun } from '../frames/frame-run.ts';
import { type FrameToken, frameTokens } from '../frames/frame-tokens.ts';
import type { TextRange } from '../text/range.ts';

/** One part of a text in Compline's dialect, between two commas. */
export interface FramePart {
  /** The frames as they are written: `last` may be off the steps, and is then held all the same. */
  readonly first: number;
  readonly last: number;
  /** 1 or more. */
  readonly step: number;
  /** In the text. */
  readonly range: TextRange;
}

/** The parts of a text that reads as frames in Compline's dialect; parts with faults are left out. */
export function frameParts(text: string): readonly FramePart[] {
  const parts: FramePart[] = [];
  let tokens: FrameToken[] = [];
  const close = () => {
    const part = partOf(text, tokens);
    if (part !== undefined) parts.push(part);
    tokens = [];
  };
  for (const token of frameTokens(text)) {
    if (token.kind === 'separator') close();
    else if (token.kind !== 'blank') tokens.push(token);
  }
  close();
  return parts;
}

/** The runs that a part holds: a last frame off the steps is one of its own. */
export function runsOfPart({ first, last, step }: FramePart): readonly FrameRun[] {
  const run = frameRun(first, last, last < first ? -step : step);
  return run.last === last ? [run] : [run, frameRun(last)];
}

function partOf(text: string, tokens: readonly FrameToken[]): FramePart | undefined {
  const form = tokens.map(({ kind }) => kind).join(' ');
  if (!['number', 'number range number', 'number range number step number'].includes(form)) return undefined;
  const numbers = tokens
    .filter(({ kind }) => kind === 'number')
    .map(({ start, end }) => Number(text.slice(start, end)));
  const [first = Number.NaN, last = first, step = 1] = numbers;
  if (![first, last, step].every(Number.isSafeInteger) || step < 1) return undefined;
  return { first, last, step, range: { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 } };
}
