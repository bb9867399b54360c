import type { RenderSpecText } from '../../formats/render-spec/read-render-spec.ts';
import { pairOf } from '../../formats/yaml/map-index.ts';
import type { DocumentCheck } from '../document-check.ts';

/** An output that says how, and not what. */
export const specNoFormat: DocumentCheck<RenderSpecText> = {
  code: 'spec-no-format',
  title: 'An output of a render spec has no format.',
  defaultSeverity: 'warning',
  *run({ outputs }) {
    for (const { kind, pair, map, format } of outputs) {
      // A format that is no text is told as what it is.
      if ((pairOf(map, 'format') !== undefined && format?.value !== '') || map.pairs.length === 0) continue;
      const message = `"${kind}" has no format, so that nothing is set on the Saver. Add "format".`;
      yield { message, range: pair.key.range };
    }
  },
};
