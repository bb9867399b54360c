import type { FrameDialect, FrameError, ParsedFrames, PrintedFrames } from './dialect.ts';
import type { FrameGroup } from './frame-group.ts';
import { FrameLimitError } from './frame-limit.ts';
import type { FrameList } from './frame-list.ts';
import { type Gather, noFrames } from './gather.ts';
import type { ListPart } from './list-parts.ts';
import { quoted } from './part-form.ts';
import { type FormMatch, FormMatcher, type RangeForm } from './range-form.ts';
import { asciiNumber } from './whole-numbers.ts';

/** The frames of one part: ranges, or single frames as they are written where no safe whole number stands for them. */
export type PartFrames =
  | {
      readonly groups: readonly FrameGroup[];
      /** The end of a range as it is written, where a program goes by that and not by the last frame. */
      readonly writtenEnd?: number;
    }
  | { readonly texts: readonly string[] };

/** What is wrong with a part that has the right form. */
export interface PartFault {
  readonly code: string;
  /** A sentence for people. */
  readonly fault: string;
}

/** A part with its texts as numbers; `last` is `first` for a single frame, `by` the step as it is written. */
export interface PartNumbers {
  readonly first: number;
  readonly last: number;
  readonly mark: string | undefined;
  readonly by: number | undefined;
}

/** What sets one program's lists apart from those of others, for lists of `A`, `A-B` and `A-BxN` in some spelling. */
export interface PartRules {
  readonly name: string;
  readonly title: string;
  /** What it reads, in its own spelling, for messages: `1, 1-10 and 1-10x3`. */
  readonly reads: string;
  readonly form: RangeForm;
  /** The parts of a list. A part without text is an error unless it is left out here. */
  split(text: string): readonly ListPart[];
  /** The frames of a part. */
  frames(part: PartNumbers): PartFrames | PartFault;
  /** Reads a part whose frames or step are no safe whole numbers; such parts are refused where this is missing. */
  exactFrames?(part: FormMatch): PartFrames | PartFault;
  /** Puts the parts together. */
  readonly gather: Gather;
  /** Whether a list may have no parts at all. */
  readonly mayBeEmpty?: boolean;
  print?(frames: FrameList): PrintedFrames;
}

/** A part with what was read of it. */
export interface ReadPart {
  readonly part: ListPart;
  readonly frames: PartFrames;
}

/** A dialect by its rules. It finds all errors at once, one for a part, and its work grows with the text. */
export function partDialect(rules: PartRules): FrameDialect {
  const matcher = new FormMatcher(rules.form);
  const { name, title, print } = rules;
  const parse = (text: string): ParsedFrames => {
    const parts = rules.split(text);
    if (parts.length === 0 && rules.mayBeEmpty !== true) return noFrames(rules, text);
    const read: ReadPart[] = [];
    const errors: FrameError[] = [];
    let held = 0;
    for (const part of parts) {
      if (held > MOST_HELD) {
        errors.push(errorAt(part, TOO_MANY));
        break;
      }
      const match = matcher.match(part.text);
      const frames = match === undefined ? misformed(rules, matcher, part) : readPart(rules, match);
      if ('code' in frames) errors.push(errorAt(part, frames));
      else read.push({ part, frames });
      held += heldBy(frames);
    }
    return errors.length > 0 ? { frames: undefined, errors } : rules.gather(read, text, rules);
  };
  return { name, title, parse, ...(print !== undefined && { print }) };
}

/** What the parts of one text may hold, all but one range of each, before another part is refused. */
const MOST_HELD = 250_000;

const TOO_MANY: PartFault = {
  code: 'too-many-runs',
  fault: 'The parts before this one have more ranges than can be held together. Use fewer of them, or shorter ones.',
};

/** How many ranges or frames a part is held as, besides the one that every part is. One that is too much by itself costs as much as many do. */
function heldBy(frames: PartFrames | PartFault): number {
  if ('code' in frames) return frames.code === TOO_MANY.code ? MOST_HELD / 10 : 0;
  if ('texts' in frames) return frames.texts.length - 1;
  return frames.groups.reduce((sum, group) => sum + group.length, -1);
}

function readPart(rules: PartRules, match: FormMatch): PartFrames | PartFault {
  const first = numberOf(match.first);
  const last = match.last === undefined ? first : numberOf(match.last);
  const by = match.by === undefined ? undefined : numberOf(match.by);
  const isExact = Number.isNaN(by) || [first, last, by ?? 0, last - first].every(Number.isSafeInteger);
  try {
    if (!isExact) return rules.exactFrames?.(match) ?? TOO_LARGE;
    return rules.frames({ first, last, mark: match.mark, by });
  } catch (error) {
    if (error instanceof FrameLimitError) return { code: error.code, fault: error.message };
    throw error;
  }
}

const TOO_LARGE: PartFault = {
  code: 'frame-too-large',
  fault: `Numbers beyond ±${Number.MAX_SAFE_INTEGER} are not read.`,
};

function numberOf(text: string): number {
  const quick = Number(text);
  return (Number.isNaN(quick) ? Number(asciiNumber(text)) : quick) + 0;
}

/** The fault of a part of another form, where it leaves the form. */
function misformed(
  { title, reads }: PartRules,
  matcher: FormMatcher,
  { text }: ListPart,
): PartFault & { readonly from: number } {
  const from = matcher.validLength(text);
  const found = text.slice(from).trim();
  const part = text.trim();
  const where = found === part ? '' : ` in ${quoted(part)}`;
  const what = part === '' ? 'an empty part' : `${found === '' ? 'the end' : quoted(found)}${where}`;
  return { code: 'part-unreadable', fault: `Found ${what}. ${title} reads ${reads}.`, from };
}

function errorAt({ start, end }: ListPart, { code, fault, from }: PartFault & { readonly from?: number }): FrameError {
  return { code, message: fault, start: start + (from ?? 0), end };
}
