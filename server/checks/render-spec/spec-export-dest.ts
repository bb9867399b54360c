import { placeIn, type RenderSpecText } from '../../formats/render-spec/read-render-spec.ts';
import type { DocumentCheck } from '../document-check.ts';

/** Where a final render goes, said of a preview. */
export const specExportDest: DocumentCheck<RenderSpecText> = {
  code: 'spec-export-dest',
  title: '`export_dest` stands where it means nothing.',
  defaultSeverity: 'information',
  *run({ outputs }) {
    for (const output of outputs) {
      const { kind, exportDest, map, pair } = output;
      if (kind !== 'preview' || exportDest === undefined) continue;
      // What an alias or a merge brings along cannot be left out here.
      if (!map.pairs.includes(exportDest.pair) || map.range.start < pair.range.start) continue;
      yield {
        message: 'export_dest means nothing here: previews go to the _preview folder of the step.',
        range: placeIn(output, exportDest.pair.range),
        tag: 'unused',
      };
    }
  },
};
