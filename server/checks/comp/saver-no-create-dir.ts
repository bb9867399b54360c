import { setInputValue } from '../../formats/comp/edits.ts';
import type { CompCheck } from '../check.ts';
import { saversOf, severityFor } from './savers.ts';

/** A Saver that does not make its folder: the render fails where the folder is missing. */
export const saverNoCreateDir: CompCheck = {
  code: 'saver-no-create-dir',
  title: 'A Saver does not create its folder.',
  defaultSeverity: 'warning',
  *run(comp) {
    for (const saver of saversOf(comp)) {
      const { tool, output } = saver;
      // Without a file there is no folder to make, and `saver-no-filename` says what is wrong.
      if (output.file === undefined || output.createDir) continue;
      // A Saver in the part that is lost or half lost may have had the switch behind the cut.
      if (comp.cutOff && tool === comp.tools.at(-1)) continue;
      const range = output.createDirInput?.value ?? tool.nameRange;
      const edits = setInputValue(comp.text, tool, 'CreateDir', '1', 'Clip');
      yield {
        severity: severityFor(comp, saver, 'warning'),
        message: `The Saver ${tool.name} does not create its folder: the render fails where the folder is missing.`,
        range: { start: range.start, end: range.end },
        fixes: [{ title: 'Create the folder during the render (CreateDir)', edits, preferred: true }],
      };
    }
  },
};
