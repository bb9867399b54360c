import type { RenderSpecText } from '../../formats/render-spec/read-render-spec.ts';
import { resolved } from '../../formats/yaml/yaml-node.ts';
import { nodeAt, pairAt } from '../../formats/yaml/yaml-places.ts';
import type { DocumentCheck } from '../document-check.ts';

/** The sections that may be left out, and so may be empty; Ramses stumbles over some of them. */
const SECTIONS = [['fusion'], ['fusion', 'final'], ['fusion', 'preview'], ['naming'], ['ramsesPublishOptions']];

/** A section with nothing in it. */
export const specEmpty: DocumentCheck<RenderSpecText> = {
  code: 'spec-empty',
  title: 'A section of a render spec is empty.',
  defaultSeverity: 'warning',
  *run({ yaml }) {
    for (const path of SECTIONS) {
      const value = resolved(nodeAt(yaml, path));
      const range = pairAt(yaml, path)?.key.range;
      if (range === undefined || value?.kind !== 'scalar' || value.value !== null) continue;
      const message = `"${path.join('.')}" is empty: Ramses then finds no path for its output. Fill it, or remove it.`;
      yield { message, range };
    }
  },
};
