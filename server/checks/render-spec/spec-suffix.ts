import { suffixFault } from '../../formats/names/name-blocks.ts';
import type { RenderSpecText } from '../../formats/render-spec/read-render-spec.ts';
import { onOneLine } from '../../formats/text/on-one-line.ts';
import { writeScalar } from '../../formats/yaml/write-scalar.ts';
import { resolved } from '../../formats/yaml/yaml-node.ts';
import { pairAt } from '../../formats/yaml/yaml-places.ts';
import type { DocumentCheck } from '../document-check.ts';

/** A suffix that makes names which the project cannot read. */
export const specSuffix: DocumentCheck<RenderSpecText> = {
  code: 'spec-suffix',
  title: 'A suffix of a render spec does not go with how files are named.',
  defaultSeverity: 'warning',
  *run({ yaml }) {
    for (const name of ['final_suffix', 'preview_suffix']) {
      const pair = pairAt(yaml, ['naming', name]);
      const value = resolved(pair?.value);
      if (pair === undefined || value?.kind !== 'scalar' || typeof value.value !== 'string') continue;
      const fault = suffixFault(value.value);
      if (fault === undefined) continue;
      const { message, better } = fault;
      const isHere = pair.value.kind === 'scalar';
      const edits = better === undefined || !isHere ? [] : [{ range: value.range, newText: writeScalar(better) }];
      yield {
        message: `${name} "${onOneLine(value.value)}" ${message}`,
        range: pair.value.range,
        fixes: edits.length === 0 ? [] : [{ title: `Write ${better}`, edits }],
      };
    }
  },
};
