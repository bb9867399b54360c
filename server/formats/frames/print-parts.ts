import { compactRuns } from './compact-runs.ts';
import type { ParsedFrames, PrintedFrames } from './dialect.ts';
import { FrameLimitError } from './frame-limit.ts';
import type { FrameList } from './frame-list.ts';
import { sameSequence } from './same-frames.ts';
import { distinctFrames, sortedFrames } from './set-operations.ts';
import { type PartStyle, shortestParts } from './shortest-parts.ts';

/** How a program's lists are written. */
export interface PrintRules {
  readonly title: string;
  readonly separator: string;
  readonly style: PartStyle;
  /** What the program makes of the order, and of a frame that is there twice. */
  readonly order: 'as written' | 'as written, each once' | 'sorted';
  /** Why frames below 0 are not written; undefined where they are. */
  readonly refusesNegative?: string;
  /** Reads the text again: what a program would read otherwise is not written. */
  parse(text: string): ParsedFrames;
}

/** The shortest text of frames by a program's rules, read again before it is given; or why there is none. */
export function printParts(frames: FrameList, rules: PrintRules): PrintedFrames {
  const { title, separator, style, order } = rules;
  if (frames.count === 0) return { refused: `There are no frames, and ${title} has no text for none.` };
  if (frames.texts !== undefined) return { refused: oddFrame(frames.texts) };
  if (rules.refusesNegative !== undefined && (frames.min ?? 0) < 0) return { refused: rules.refusesNegative };
  try {
    const once = distinctFrames(frames);
    if (order !== 'as written' && once.count < frames.count) {
      return { refused: `A frame is there twice. ${title} takes each frame once.` };
    }
    const written = order === 'sorted' ? sortedFrames(once) : frames;
    const runs = order === 'as written, each once' ? compactRuns(written) : written.runs();
    const text = shortestParts(runs, style).join(separator);
    const read = rules.parse(text);
    if (read.frames !== undefined && sameSequence(read.frames, written)) return { text };
    return {
      refused: `${title} would read other frames: ${read.errors[0]?.message ?? `${read.frames?.count} of them.`}`,
    };
  } catch (error) {
    if (error instanceof FrameLimitError) return { refused: error.message };
    throw error;
  }
}

function oddFrame(texts: readonly string[]): string {
  const odd = texts.find((text) => !Number.isSafeInteger(Number(text))) ?? texts[0];
  return `Frame ${odd} is no whole number within ±${Number.MAX_SAFE_INTEGER}.`;
}
