import { setInputValue } from '../../formats/comp/edits.ts';
import { isSaver, saverOutput } from '../../formats/comp/saver.ts';
import type { ToolCheck } from '../check.ts';
import { SAVER_IDS, severityFor } from './savers.ts';

/** A Saver that does not make its folder: the render fails where the folder is missing. */
export const saverNoCreateDir: ToolCheck = {
  code: 'saver-no-create-dir',
  title: 'A Saver does not create its folder.',
  defaultSeverity: 'warning',
  ids: SAVER_IDS,
  *run(tool, text, kind) {
    // A Saver that breaks off may have had the switch behind the cut.
    if (tool.table.close === -1 || !isSaver(tool)) return;
    const output = saverOutput(tool);
    // Without a file there is no folder to make, and `saver-no-filename` says what is wrong.
    if (output.file === undefined || output.createDir) return;
    const range = output.createDirInput?.value ?? tool.nameRange;
    const edits = setInputValue(text, tool, 'CreateDir', '1', 'Clip');
    yield {
      severity: severityFor(tool, kind, 'warning'),
      message: `The Saver ${tool.name} does not create its folder (CreateDir).`,
      range: { start: range.start, end: range.end },
      fixes: [{ title: 'Create the folder during the render (CreateDir)', edits, preferred: true }],
    };
  },
};
