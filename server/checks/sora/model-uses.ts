import { rangeOf, stringIn } from '../../formats/json/json-tree.ts';
import { itemName, type ProjectItem, type SoraProject } from '../../formats/sora/project.ts';
import { ENDED_STATUSES } from '../../formats/sora/schema.ts';
import type { TextRange } from '../../formats/text/range.ts';

/** A model that a project names. */
export interface ModelUse {
  readonly model: string;
  readonly range: TextRange;
  /** Who names it, for messages. */
  readonly who: string;
  /** It is that of a shot that is still to be made. */
  readonly isWanted: boolean;
  /** It is that of a template or the window, for shots to come. */
  readonly isForLater: boolean;
}

/** Every model that a project names. */
export function* modelUses({ root, shots, templates }: SoraProject): Generator<ModelUse> {
  for (const item of [...shots, ...templates]) {
    const value = item.part.byName.get('model')?.value;
    const model = stringIn(item.part, 'model');
    if (value === undefined || model === undefined) continue;
    yield {
      model,
      range: rangeOf(value),
      who: itemName(item),
      isWanted: isWanted(item),
      isForLater: item.kind === 'template',
    };
  }
  const current = root?.byName.get('current_model')?.value;
  const model = stringIn(root, 'current_model');
  if (current !== undefined && model !== undefined) {
    yield { model, range: rangeOf(current), who: 'the window', isWanted: false, isForLater: true };
  }
}

/** Whether a video is still to be made of it: a shot that is not done, failed or stopped. */
export function isWanted({ kind, part }: ProjectItem): boolean {
  return kind === 'shot' && !ENDED_STATUSES.has(stringIn(part, 'status') ?? '');
}
