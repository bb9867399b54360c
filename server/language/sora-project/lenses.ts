import { rangeOf } from '../../formats/json/json-tree.ts';
import type { SoraProject } from '../../formats/sora/project.ts';
import type { CodeLens, LensText } from '../answers/code-lenses.ts';
import type { Pausing } from '../pausing.ts';

/** A line above each shot. */
export function* lensesOf({ shots, schema }: SoraProject): Pausing<CodeLens> {
  if (schema === 'newer') return;
  for (const { part } of shots) {
    const { start } = rangeOf(part.node);
    yield { kind: 'shots', range: { start, end: start + 1 } };
  }
}

/** The words of one; absent where its shot is no longer there. */
export function lensText({ shots }: SoraProject, { range }: CodeLens): LensText | undefined {
  const shot = shots.find(({ part }) => part.node.offset === range.start);
  if (shot === undefined) return undefined;
  return {
    title: 'Preview prompt',
    tooltip: 'Show the prompts that are sent, with their placeholders filled',
    command: { id: 'compline.previewShots', arguments: [String(shot.index)], ofExtension: true },
  };
}
