import { baseOf } from '../../formats/comp/folder-names.ts';
import { type ObjectPart, rangeOf, stringIn } from '../../formats/json/json-tree.ts';
import { itemName } from '../../formats/sora/project.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { Observation } from '../check.ts';
import type { PlacedCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';
import { NO_MAPS } from './sheet-reader.ts';

/** Folders for videos, and videos, that are not there. */
export const soraOutput: PlacedCheck<CheckedProject> = {
  code: 'sora-output',
  title: 'The folder for videos is missing, or a video that was made is.',
  defaultSeverity: 'warning',
  async *run({ project: { root, shots } }, place) {
    yield* ifMissing(root, 'output_dir', place, () => 'The folder for the videos is not there.');
    for (const shot of shots) {
      yield undefined;
      if (stringIn(shot.part, 'status') !== 'completed') continue;
      const message = (path: string): string => `${baseOf(path)}, the video of ${itemName(shot)}, is not there.`;
      yield* ifMissing(shot.part, 'output_path', place, message);
    }
  },
};

async function* ifMissing(
  part: ObjectPart | undefined,
  key: string,
  place: CompPlace,
  message: (path: string) => string,
): AsyncGenerator<Observation> {
  const value = part?.byName.get(key)?.value;
  const written = stringIn(part, key);
  const path = written === undefined || written.trim() === '' ? undefined : place.resolve(written, NO_MAPS);
  if (value === undefined || path === undefined || (await place.mediaAt(path)).kind !== 'missing') return;
  yield { message: message(path), range: rangeOf(value) };
}
