import { FrameList } from '../formats/frames/frame-list.ts';
import { frameRun } from '../formats/frames/frame-run.ts';
import { paddedFrame } from '../formats/frames/padding.ts';
import { differenceOf } from '../formats/frames/set-operations.ts';
import { NEGATIVE } from './folder-listing.ts';
import { isMovieName, numberedName } from './sequence.ts';

/** The files of a folder that are the frames of one sequence. */
export interface FrameSequence {
  /** What stands before the frame number, as it is written on disk. */
  readonly lead: string;
  /** What stands after it: the extension with its dot; may be empty. */
  readonly extension: string;
  /** The least number of digits; 1 where the numbers are not padded. */
  readonly width: number;
  /** The frames on disk, from the least to the greatest. */
  readonly frames: FrameList;
  /** The frames between the first and the last one that are not on disk. */
  readonly gaps: FrameList;
  /** The widths of other sequences of the same name: `a.1.exr` beside `a.0001.exr`, where mixed padding is a mistake. */
  readonly otherWidths: readonly number[];
}

/** The name of the file of a sequence's frame. */
export function frameFile({ lead, extension, width }: FrameSequence, frame: number): string {
  return `${lead}${paddedFrame(frame, width)}${extension}`;
}

/** What the names of a folder are. */
export interface GroupedNames {
  /** By lead, extension and width. A numbered file alone is a sequence of one frame. */
  readonly sequences: readonly FrameSequence[];
  /** Names without a frame number, in the order they came in. */
  readonly others: readonly string[];
}

/** The files of one name: their numbers as they are written. */
interface Files {
  readonly lead: string;
  readonly extension: string;
  readonly written: Set<string>;
}

/**
 * Puts the names of a folder together into sequences. The frame number is the last run of digits before the extension.
 * Numbers with zeros before them go together by their length, and with longer ones without zeros: `0001` goes with
 * `10000` but not with `1`. `ignoresCase`: whether the folder's file system takes names in another letter case for the
 * same. The work grows with the number of names.
 */
export function groupSequences(names: Iterable<string>, ignoresCase = false): GroupedNames {
  const groups = new Map<string, Files>();
  const others: string[] = [];
  for (const name of names) {
    const { lead, digits, extension } = numberedName(name);
    const isFrame = digits !== '' && !NEGATIVE.test(lead) && !isMovieName(name) && Number.isSafeInteger(Number(digits));
    if (!isFrame) {
      others.push(name);
      continue;
    }
    // No name of a file holds a slash. macOS takes composed and decomposed letters for the same.
    const spelt = `${lead}/${extension}`.normalize();
    const key = ignoresCase ? spelt.toLowerCase() : spelt;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { lead, extension, written: new Set([digits]) });
    else known.written.add(digits);
  }
  const sequences = [...groups.values()].flatMap(sequencesOf);
  return { sequences: sequences.sort(bySpelling), others };
}

function sequencesOf({ lead, extension, written }: Files): readonly FrameSequence[] {
  const byWidth = Map.groupBy(written, widthIn(written));
  const widths = [...byWidth.keys()].sort((a, b) => a - b);
  return widths.map((width) => {
    const numbers = Array.from(byWidth.get(width) ?? [], Number).sort((a, b) => a - b);
    const frames = FrameList.ofFrames(numbers);
    const all = FrameList.of([frameRun(numbers[0] ?? 0, numbers.at(-1) ?? 0)]);
    const otherWidths = widths.filter((other) => other !== width);
    return { lead, extension, width, frames, gaps: differenceOf(all, frames), otherWidths };
  });
}

/** What tells the width that a number of some files belongs to. */
function widthIn(written: ReadonlySet<string>): (digits: string) => number {
  const lengths = new Set(Array.from(written, (digits) => digits.length));
  const padded = [...written]
    .filter((digits) => digits.length > 1 && digits.startsWith('0'))
    .map(({ length }) => length);
  const widths = [...new Set(padded)].sort((a, b) => b - a);
  // Numbers of one length tell nothing else: 1001 to 1100 are taken for padded to four.
  if (widths.length === 0) return () => (lengths.size === 1 ? ([...lengths][0] ?? 1) : 1);
  return (digits) => {
    if (digits.length > 1 && digits.startsWith('0')) return digits.length;
    return widths.find((width) => width <= digits.length) ?? 1;
  };
}

function bySpelling(a: FrameSequence, b: FrameSequence): number {
  if (a.lead !== b.lead) return a.lead < b.lead ? -1 : 1;
  if (a.extension !== b.extension) return a.extension < b.extension ? -1 : 1;
  return a.width - b.width;
}
