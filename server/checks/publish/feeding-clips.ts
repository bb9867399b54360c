import { isLoader, loaderClips } from '../../formats/comp/loader.ts';
import type { Clip } from '../../formats/comp/media.ts';
import type { Tool } from '../../formats/comp/model.ts';
import { pathMaps } from '../../formats/comp/path-maps.ts';
import { isEnabled } from '../../formats/comp/saver.ts';
import { numberOf, valueNamed } from '../../formats/comp/table-access.ts';
import type { TextRange } from '../../formats/text/range.ts';
import { framesRead } from '../../project/expected-frames.ts';
import type { Span } from '../../project/sequence.ts';
import type { PublishSubject } from '../publish-check.ts';

/** A clip of a Loader that feeds the Saver of a publish. */
export interface FeedingClip {
  readonly loader: Tool;
  /** Of the file's name in the text. */
  readonly range: TextRange;
  /** The file, or one of its sequence; absolute. */
  readonly path: string;
  /** The numbers of a sequence that the render reads; absent for a movie and a still. */
  readonly wanted: Span | undefined;
  /** It reads just these; else it may read fewer: the clip is repeated or held, or its pictures are retimed. */
  readonly isSure: boolean;
  /** The Loader goes on without a file that is missing. */
  readonly mayMiss: boolean;
}

/** What `MissingFrames` of a Loader says: the frame before is held, or it is black. */
const GOES_ON: ReadonlySet<number> = new Set([1, 2]);

/** The clips that the Saver of a publish is fed from, with the files that its frames need. */
export function feedingClips({ comp, place, intent, upstream, retimed }: PublishSubject): readonly FeedingClip[] {
  const maps = pathMaps(comp);
  return upstream
    .filter((tool) => isLoader(tool) && isEnabled(tool))
    .flatMap((loader) => {
      const missing = numberOf(loader.inputs.findLast(({ name }) => name === 'MissingFrames')?.value);
      const mayMiss = missing !== undefined && GOES_ON.has(missing);
      return loaderClips(loader).flatMap((clip): FeedingClip[] => {
        const name = clip.file?.name.trim() ?? '';
        const path = name === '' ? undefined : place.resolve(name, maps);
        if (clip.file === undefined || path === undefined || !isShown(clip, intent.frames)) return [];
        const isSure = !retimed.has(loader) && isPlain(clip);
        const wanted = isSure ? framesNeeded(clip, intent.frames) : framesRead(clip);
        return [{ loader, range: clip.file.range, path, wanted, isSure, mayMiss }];
      });
    });
}

/** Whether a clip is on screen in any of these frames. One that is held outside of its range is shown by its ends. */
function isShown({ globalStart, globalEnd }: Clip, { first, last }: Span): boolean {
  if (globalStart === undefined || globalEnd === undefined) return true;
  return globalStart <= last && globalEnd >= first;
}

/** Whether a clip is neither repeated nor held nor reversed. */
function isPlain({ table }: Clip): boolean {
  return ['Loop', 'Reverse', 'ExtendFirst', 'ExtendLast'].every((key) => isOff(valueNamed(table, key)));
}

/** The numbers of a sequence that frames of the comp need. */
function framesNeeded(clip: Clip, { first, last }: Span): Span | undefined {
  const all = framesRead(clip);
  const { globalStart } = clip;
  if (all === undefined || globalStart === undefined) return all;
  const at = (frame: number) => Math.min(all.last, Math.max(all.first, all.first + Math.round(frame) - globalStart));
  return { first: at(first), last: at(last) };
}

/** Switches are 0 or false; what is not written is off. */
function isOff(value: ReturnType<typeof valueNamed>): boolean {
  if (value === undefined) return true;
  return value.kind === 'number' ? value.value === 0 : value.kind === 'boolean' && !value.value;
}
