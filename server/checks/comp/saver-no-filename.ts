import { isSaver, saverOutput } from '../../formats/comp/saver.ts';
import type { ToolCheck } from '../check.ts';
import { baseName, extensionOf, SAVER_IDS, severityFor } from './savers.ts';

/** A Saver that does not know where to write. */
export const saverNoFilename: ToolCheck = {
  code: 'saver-no-filename',
  title: 'A Saver has no file name.',
  defaultSeverity: 'warning',
  ids: SAVER_IDS,
  *run(tool, _text, kind) {
    // A Saver that breaks off may have had its name behind the cut.
    if (tool.table.close === -1 || !isSaver(tool)) return;
    const severity = severityFor(tool, kind, 'warning');
    const { file } = saverOutput(tool);
    if (file === undefined) {
      const message = `The Saver ${tool.name} has no file name and writes nothing.`;
      yield { severity, message, range: tool.nameRange };
      return;
    }
    if (baseName(file.name) !== extensionOf(file.name)) return;
    const what = baseName(file.name) === '' ? 'a folder' : 'a folder and an extension';
    const message = `The Saver ${tool.name} has no file name: "${file.name}" names only ${what}.`;
    yield { severity, message, range: file.range };
  },
};
