import type { FrameError, ParsedFrames } from './dialect.ts';
import type { FrameGroup } from './frame-group.ts';
import { FrameLimitError } from './frame-limit.ts';
import { FrameList } from './frame-list.ts';
import type { ReadPart } from './part-dialect.ts';
import { distinctFrames, sortedFrames } from './set-operations.ts';

/** What messages say of a program. */
interface Reader {
  readonly title: string;
  /** What it reads, in its own spelling. */
  readonly reads: string;
}

/** Puts the parts of a list together. */
export type Gather = (parts: readonly ReadPart[], text: string, reader: Reader) => ParsedFrames;

/** The frames one after the other; what is there twice stays. */
export const gatherAll: Gather = (parts, text) =>
  gathered(text, () => {
    const texts = textsOf(parts);
    return texts === undefined ? FrameList.ofGroups(groupsOf(parts)) : FrameList.ofTexts(texts);
  });

/** Every frame where it comes first. */
export const gatherOnce: Gather = (parts, text) =>
  gathered(text, () => {
    const texts = textsOf(parts);
    if (texts !== undefined) return FrameList.ofTexts(distinctTexts(texts));
    return distinctFrames(FrameList.ofGroups(groupsOf(parts)));
  });

/** The same for ranges that are at hand. */
export function gatherOnceOf(groups: readonly FrameGroup[], text: string): ParsedFrames {
  return gathered(text, () => distinctFrames(FrameList.ofGroups(groups)));
}

/** The frames from the least to the greatest, each once; refused where there are none. */
export const gatherSorted: Gather = (parts, text, reader) => {
  const found = gathered(text, () => {
    const texts = textsOf(parts);
    if (texts === undefined) return sortedFrames(FrameList.ofGroups(groupsOf(parts)));
    return FrameList.ofTexts([...distinctTexts(texts)].sort(byWholeNumber));
  });
  return found.frames?.count === 0 ? noFrames(reader, text) : found;
};

/** The answer to a text without frames. */
export function noFrames({ title, reads }: Reader, text: string): ParsedFrames {
  return refused('no-frames', `No frames. ${title} reads ${reads}.`, text);
}

/** The answer to a text that is wrong as a whole. */
export function refused(code: FrameError['code'], message: string, text: string): ParsedFrames {
  return { frames: undefined, errors: [{ code, message, start: 0, end: text.length }] };
}

/** The groups of all parts that are ranges. */
export function groupsOf(parts: readonly ReadPart[]): readonly FrameGroup[] {
  return parts.flatMap(({ frames }) => ('groups' in frames ? frames.groups : []));
}

const MOST_TEXTS = 1_000_000;

/** Texts of all frames, where one part has frames that are held as texts alone. */
function textsOf(parts: readonly ReadPart[]): readonly string[] | undefined {
  if (!parts.some(({ frames }) => 'texts' in frames)) return undefined;
  const texts: string[] = [];
  for (const { frames } of parts) {
    for (const text of 'texts' in frames ? frames.texts : FrameList.ofGroups(frames.groups).frameTexts()) {
      if (texts.push(text) <= MOST_TEXTS) continue;
      throw new FrameLimitError('too-many-frames', `More than ${MOST_TEXTS} frames of which one is no whole number.`);
    }
  }
  return texts;
}

function byWholeNumber(a: string, b: string): number {
  const apart = BigInt(a) - BigInt(b);
  return apart < 0n ? -1 : Number(apart > 0n);
}

/** Decimal numbers by value, each where it comes first. */
function distinctTexts(texts: readonly string[]): readonly string[] {
  const byValue = new Map<string, string>();
  for (const text of texts) {
    const value = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
    if (!byValue.has(value)) byValue.set(value, text);
  }
  return [...byValue.values()];
}

function gathered(text: string, gather: () => FrameList): ParsedFrames {
  try {
    const frames = gather();
    if (Number.isSafeInteger(frames.count)) return { frames, errors: [] };
    return refused('too-many-frames', `There are more than ${Number.MAX_SAFE_INTEGER} frames.`, text);
  } catch (error) {
    if (error instanceof FrameLimitError) return refused(error.code, error.message, text);
    throw error;
  }
}
