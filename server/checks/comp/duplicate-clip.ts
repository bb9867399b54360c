import { isLoader, loaderClips } from '../../formats/comp/loader.ts';
import { type Clip, mediaName } from '../../formats/comp/media.ts';
import type { ToolBody } from '../../formats/comp/model.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { Observation, ToolCheck } from '../check.ts';

/** Two clips of a Loader have the same ID, by which the options of a clip (`Clip1.PNGFormat.…`) find it. */
export const duplicateClip: ToolCheck = {
  code: 'duplicate-clip',
  title: 'Two clips of a Loader have the same ID.',
  defaultSeverity: 'error',
  ids: new Set(['Loader']),
  run(tool) {
    const clips = isLoader(tool) ? loaderClips(tool) : [];
    return clips.length < 2 ? [] : inClips(tool, clips);
  },
};

function* inClips(tool: ToolBody, clips: readonly Clip[]): Generator<Observation> {
  const taken = new Set(clips.map(({ id }) => id));
  const first = new Map<string, TextRange>();
  for (const { table } of clips) {
    const id = mediaName(table, 'ID');
    if (id === undefined) continue;
    const earlier = first.get(id.name);
    if (earlier === undefined) {
      first.set(id.name, id.range);
      continue;
    }
    const free = freeId(taken);
    taken.add(free);
    yield {
      message: `Two clips of ${tool.name} have the ID "${id.name}": the options of one apply to the other.`,
      range: id.range,
      related: [{ message: `The first "${id.name}"`, range: earlier }],
      fixes: [{ title: `Change to "${free}"`, edits: [{ range: id.range, newText: free }] }],
    };
  }
}

/** Fusion numbers the clips of a Loader: `Clip1`, `Clip2`. */
function freeId(taken: ReadonlySet<string | undefined>): string {
  let number = 1;
  while (taken.has(`Clip${number}`)) number += 1;
  return `Clip${number}`;
}
