import type { CursorContext } from '../../formats/comp/cursor-context.ts';
import { tableWithRole } from '../../formats/comp/cursor-context.ts';
import { baseOf } from '../../formats/comp/folder-names.ts';
import { loaderClips } from '../../formats/comp/loader.ts';
import { Clip, type ClipFrames } from '../../formats/comp/media.ts';
import type { Comp } from '../../formats/comp/model.ts';
import type { TableNode } from '../../formats/comp/nodes.ts';
import { pathMaps } from '../../formats/comp/path-maps.ts';
import { saverOutput } from '../../formats/comp/saver.ts';
import { FILE_FORMATS } from '../../formats/comp/vocabulary/file-formats.ts';
import type { CompPlace, MediaOnDisk } from '../../project/comp-place.ts';
import { extensionOf, isMovieName, type Span } from '../../project/sequence.ts';
import type { AskPlace } from '../language-support.ts';
import type { Markup } from '../markup.ts';
import { frameCount } from './hints/frame-count.ts';
import { framesOfLoader, framesOfSaver } from './lenses/expected-frames.ts';
import { framesOnDisk } from './lenses/frames-on-disk.ts';

/** The most gaps in a sequence that are named. */
const MOST_GAPS = 5;

/** A clip of a Loader or a Saver, and the numbers of the files that it reads or writes. */
export interface ClipAt {
  readonly name: string | undefined;
  readonly formatId: string | undefined;
  readonly frames: ClipFrames;
  readonly expected: Span | undefined;
}

/** The clip whose table the cursor is in. */
export function clipAt(comp: Comp, context: CursorContext): ClipAt | undefined {
  const tool = tableWithRole(context, 'tool')?.tool;
  if (tool === undefined) return undefined;
  const { offset } = context;
  const read = loaderClips(tool).find(({ table }) => holds(table, offset));
  if (read !== undefined) {
    return { name: read.file?.name, formatId: read.formatId, frames: framesOf(read), expected: framesOfLoader(read) };
  }
  const { clip, formatId } = saverOutput(tool);
  if (clip === undefined || !holds(clip, offset)) return undefined;
  const expected = tool.id === 'Saver' ? framesOfSaver(comp, tool) : undefined;
  const fields = new Clip(clip);
  return { name: fields.file?.name, formatId, frames: framesOf(fields), expected };
}

/** The frames as they are now. */
function framesOf({ globalStart, globalEnd, trimIn, trimOut, startFrame }: ClipFrames): ClipFrames {
  return { globalStart, globalEnd, trimIn, trimOut, startFrame };
}

function holds(table: TableNode, offset: number): boolean {
  return table.start <= offset && offset <= table.end;
}

/** About a file that a comp names: its format, its frames, where it lies and what of it is there. */
export async function describeFile(
  comp: Comp,
  name: string,
  clip: ClipAt | undefined,
  askPlace: AskPlace,
  markup: Markup,
): Promise<readonly string[]> {
  const kind = [...formatOf(name, clip?.formatId), ...digitsOf(name)].join(', ');
  const lines = [...(kind === '' ? [] : [kind]), ...frameLine(clip?.frames)];
  // The comp may have changed when the place is known.
  const maps = pathMaps(comp);
  const place = await askPlace();
  return place === undefined ? lines : [...lines, ...(await diskLines(name, maps, clip?.expected, place, markup))];
}

function formatOf(name: string, formatId: string | undefined): readonly string[] {
  const extension = extensionOf(baseOf(name)).toLowerCase();
  const byExtension = [...FILE_FORMATS.values()].find(({ extensions }) => extensions.includes(extension));
  const format = FILE_FORMATS.get(formatId ?? '') ?? byExtension;
  return format === undefined ? [] : [`Format: ${format.name}`];
}

function frameLine(frames: ClipFrames | undefined): readonly string[] {
  const { globalStart, globalEnd } = frames ?? {};
  if (globalStart === undefined || globalEnd === undefined) return [];
  const count = frameCount(globalStart, globalEnd);
  return count === undefined ? [] : [`Frames in the comp: ${globalStart} to ${globalEnd}, ${count}`];
}

/** The digits before the extension stand for the number of the frame. */
function digitsOf(name: string): readonly string[] {
  const base = baseOf(name);
  if (isMovieName(base)) return [];
  const [, digits] = /([0-9]+)\.[^.]+$/.exec(base) ?? [];
  if (digits === undefined) return [];
  return [`${digits.length} ${digits.length === 1 ? 'digit' : 'digits'} for the frame`];
}

async function diskLines(
  name: string,
  maps: ReadonlyMap<string, string>,
  expected: Span | undefined,
  place: CompPlace,
  markup: Markup,
): Promise<readonly string[]> {
  const path = place.resolve(name, maps);
  if (path === undefined) return [];
  const media = await place.mediaAt(path);
  return [`Path: ${markup.code(path)}`, `${framesOnDisk(media, expected)}${gapsOf(media, expected)}`];
}

/** `, missing 1013–1014`: the files of a sequence that should be there and are not. */
function gapsOf({ kind, frames }: MediaOnDisk, expected: Span | undefined): string {
  if (kind !== 'sequence') return '';
  const [first, last] = [expected?.first ?? frames[0]?.first, expected?.last ?? frames.at(-1)?.last];
  if (first === undefined || last === undefined) return '';
  const gaps: string[] = [];
  let next = first;
  for (const span of [...frames, { first: last + 1, last: last + 1 }]) {
    if (span.first > next && next <= last) gaps.push(spanText(next, Math.min(span.first - 1, last)));
    next = Math.max(next, span.last + 1);
  }
  if (gaps.length === 0) return '';
  const more = gaps.length > MOST_GAPS ? ` and ${gaps.length - MOST_GAPS} more gaps` : '';
  return `, missing ${gaps.slice(0, MOST_GAPS).join(', ')}${more}`;
}

function spanText(first: number, last: number): string {
  return first === last ? String(first) : `${first}–${last}`;
}
