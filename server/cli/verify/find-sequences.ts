import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { formatOfExtension } from '../../formats/comp/vocabulary/media-formats.ts';
import { FrameList } from '../../formats/frames/frame-list.ts';
import { frameRun } from '../../formats/frames/frame-run.ts';
import { findPadding, paddedFrame, paddingStyle } from '../../formats/frames/padding.ts';
import { extensionOf, isMovieName, numberedName } from '../../project/sequence.ts';
import { type FrameSequence, groupSequences } from '../../project/sequences.ts';
import { ComplineError } from '../../protocol/errors.ts';

/** Files that are verified together: the frames of a sequence, or one file. */
export interface FoundSequence {
  readonly folder: string;
  /** For people: `plate.####.exr`. */
  readonly name: string;
  readonly expected: readonly { readonly name: string; readonly frame?: number }[];
  /** What else is in the folder and has nothing to do with it. */
  readonly beside: ReadonlySet<string>;
}

/** More frames are a range that nobody meant. */
const MOST_FRAMES = 1_000_000;

/** Digits of a number where the pattern has one `#`, as most programs read it. */
const STANDARD_WIDTH = 4;

/**
 * What is to be verified behind a path: the sequences and movies of a folder, the sequence of a pattern
 * (`plate.####.exr`, `plate.%04d.exr`, `$F4`), or one file. `frames` says which frames are to be there; where it does
 * not, all from the first to the last that is. Errors: `not-found`, `invalid-parameters`.
 */
export async function findSequences(target: string, frames: FrameList | undefined): Promise<readonly FoundSequence[]> {
  const stats: Stats | undefined = await stat(target).catch(() => undefined);
  if (stats?.isDirectory() === true) return await inFolder(target, frames);
  const [folder, name] = [path.dirname(target), path.basename(target)];
  if (stats !== undefined) {
    const names = await namesIn(folder);
    return [{ folder, name, expected: [{ name }], beside: new Set(names.filter((it) => it !== name)) }];
  }
  const pattern = patternOf(name);
  if (pattern === undefined) throw nothingThere(target);
  const names = await namesIn(folder);
  const [found] = sequencesOf(names.filter((it) => isLike(it, pattern)));
  if (found === undefined && frames === undefined) throw nothingThere(target);
  const ofPattern = { ...pattern, frames: found?.frames ?? FrameList.of([]) };
  return [sequence(folder, ofPattern, frames, names)];
}

async function inFolder(folder: string, frames: FrameList | undefined): Promise<readonly FoundSequence[]> {
  const names = await namesIn(folder);
  const media = names.filter((name) => !name.startsWith('.') && isMedia(name));
  const sequences = sequencesOf(media.filter((name) => numberOf(name) !== ''));
  const single = media.filter((name) => numberOf(name) === '');
  if (frames !== undefined && sequences.length + single.length > 1) {
    throw new ComplineError({
      code: 'invalid-parameters',
      message: `${folder} holds ${sequences.length + single.length} sequences and files; --frames is about one sequence.`,
      nextStep: 'Name the sequence, such as plate.####.exr.',
      path: folder,
    });
  }
  if (sequences.length + single.length === 0) throw nothingThere(folder);
  const files = single.map((name) => {
    return { folder, name, expected: [{ name }], beside: new Set(names.filter((it) => it !== name)) };
  });
  return [...sequences.map((it) => sequence(folder, it, frames, names)), ...files];
}

type Shape = Pick<FrameSequence, 'lead' | 'extension' | 'width' | 'frames'>;

function sequence(
  folder: string,
  shape: Shape,
  frames: FrameList | undefined,
  names: readonly string[],
): FoundSequence {
  const { lead, extension, width } = shape;
  const { min = 0, max = -1 } = shape.frames;
  const count = frames?.count ?? max - min + 1;
  const name = `${lead}${'#'.repeat(width)}${extension}`;
  if (count > MOST_FRAMES) {
    throw new ComplineError({
      code: 'invalid-parameters',
      message: `${name} would have ${count} frames; up to ${MOST_FRAMES} are verified at once.`,
      nextStep: 'Say with --frames which ones are to be there.',
      path: path.join(folder, name),
    });
  }
  const wanted = frames ?? FrameList.of(max < min ? [] : [frameRun(min, max)]);
  const expected = Array.from(wanted, (frame) => ({ name: `${lead}${paddedFrame(frame, width)}${extension}`, frame }));
  return { folder, name, expected, beside: new Set(names.filter((it) => !isLike(it, shape))) };
}

/** The sequences of some names: of those that differ in padding alone, the one with the most frames. */
function sequencesOf(names: readonly string[]): readonly FrameSequence[] {
  const most = new Map<string, FrameSequence>();
  for (const found of groupSequences(names, true).sequences) {
    const key = keyOf(found);
    const other = most.get(key);
    if (other === undefined || found.frames.count > other.frames.count) most.set(key, found);
  }
  return [...most.values()];
}

/** True for the name of a frame of a sequence, whatever its padding and letter case. */
function isLike(name: string, shape: Pick<Shape, 'lead' | 'extension'>): boolean {
  const named = numberedName(name);
  return named.digits !== '' && keyOf(named) === keyOf(shape);
}

function keyOf({ lead, extension }: { readonly lead: string; readonly extension: string }): string {
  return `${lead}/${extension}`.normalize().toLowerCase();
}

function numberOf(name: string): string {
  return isMovieName(name) ? '' : numberedName(name).digits;
}

function isMedia(name: string): boolean {
  return isMovieName(name) || formatOfExtension(extensionOf(name)) !== undefined;
}

/** A name with the place of the frame number in it: as printf, Houdini, or with hashes. */
function patternOf(name: string): Pick<Shape, 'lead' | 'extension' | 'width'> | undefined {
  for (const styleName of ['printf', 'houdini', 'nuke', 'fileseq']) {
    const style = paddingStyle(styleName);
    const token = style && findPadding(name, style);
    if (style === undefined || token === undefined) continue;
    const isHash = name.slice(token.start, token.end) === '#';
    const plain = (text: string) => (style.doublesPercent === true ? text.replaceAll('%%', '%') : text);
    return {
      lead: plain(name.slice(0, token.start)),
      extension: plain(name.slice(token.end)),
      width: isHash ? STANDARD_WIDTH : token.width,
    };
  }
  return undefined;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return await readdir(folder).catch(() => {
    throw nothingThere(folder);
  });
}

function nothingThere(target: string): ComplineError {
  return new ComplineError({
    code: 'not-found',
    message: `There is nothing to verify at ${target}.`,
    nextStep: 'Name a folder with frames, a sequence such as plate.####.exr, or a movie.',
    path: target,
  });
}
