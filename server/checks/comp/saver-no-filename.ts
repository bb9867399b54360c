import type { CompCheck } from '../check.ts';
import { baseName, extensionOf, saversOf, severityFor } from './savers.ts';

/** A Saver that does not know where to write. */
export const saverNoFilename: CompCheck = {
  code: 'saver-no-filename',
  title: 'A Saver has no file name.',
  defaultSeverity: 'warning',
  *run(comp) {
    if (comp.cutOff) return;
    for (const saver of saversOf(comp)) {
      const { tool, output } = saver;
      const severity = severityFor(comp, saver, 'warning');
      if (output.file === undefined) {
        const message = `The Saver ${tool.name} has no file name and writes nothing.`;
        yield { severity, message, range: tool.nameRange };
        continue;
      }
      const { name, range } = output.file;
      if (baseName(name) !== extensionOf(name)) continue;
      const what = baseName(name) === '' ? 'a folder' : 'a folder and an extension';
      const message = `The Saver ${tool.name} has no file name: "${name}" names only ${what}.`;
      yield { severity, message, range };
    }
  },
};
