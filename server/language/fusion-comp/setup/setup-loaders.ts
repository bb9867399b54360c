import { isLoader, loaderClips } from '../../../formats/comp/loader.ts';
import type { Clip } from '../../../formats/comp/media.ts';
import type { Comp } from '../../../formats/comp/model.ts';
import { isEnabled } from '../../../formats/comp/saver.ts';
import { numberNamed, valueNamed } from '../../../formats/comp/table-access.ts';
import type { CompPlace } from '../../../project/comp-place.ts';
import { type ShotFrames, shotFrames } from '../../../project/shot-frames.ts';
import type { SceneSetup, SetupChange } from '../../answers/scene-setup.ts';

/**
 * Where the Loaders of sequences start: files whose numbers are frames of the shot play at these frames; a sequence
 * that is as long as the shot, with its handles or without, begins where the shot does. Others are left to a person.
 */
export function setupLoaders(comp: Comp, place: CompPlace): SceneSetup {
  const shot = shotFrames(place);
  const changes: SetupChange[] = [];
  const notes: string[] = [];
  if (shot === undefined) return { changes, notes };
  for (const tool of comp.toolsById.get('Loader') ?? []) {
    if (!isLoader(tool) || !isEnabled(tool)) continue;
    const clips = loaderClips(tool);
    const [clip] = clips;
    // Of several clips nobody but who placed them knows where each belongs.
    if (clip === undefined || clips.length > 1) continue;
    const start = startOf(clip, shot);
    if (start === undefined) notes.push(`${tool.name}: it is not known where its files belong in the shot.`);
    else changes.push({ title: `${tool.name}: starts at ${start}`, edits: moved(clip, start) });
  }
  return { changes, notes };
}

/** The frame at which a clip is to start; absent where it cannot be told, that of now where it is no sequence. */
function startOf(clip: Clip, { cut, worked }: ShotFrames): number | undefined {
  const { startFrame, globalStart, trimIn = 0 } = clip;
  const length = numberNamed(clip.table, 'Length');
  if (globalStart === undefined || startFrame === undefined || startFrame < 0) return globalStart ?? worked.first;
  if (length === undefined || length <= 1) return globalStart;
  const first = startFrame + trimIn;
  if (first <= worked.last && startFrame + length - 1 >= worked.first) return first;
  const wanted = [worked, cut].find((span) => span.last - span.first + 1 === length);
  return wanted === undefined ? undefined : wanted.first + trimIn;
}

function moved({ table, globalStart }: Clip, start: number): SetupChange['edits'] {
  if (globalStart === undefined || globalStart === start) return [];
  return ['GlobalStart', 'GlobalEnd'].flatMap((key) => {
    const node = valueNamed(table, key);
    if (node?.kind !== 'number') return [];
    const newText = String(node.value + start - globalStart);
    return [{ range: { start: node.start, end: node.end }, newText }];
  });
}
