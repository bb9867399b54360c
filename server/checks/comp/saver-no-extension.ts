import { isSaver, saverOutput } from '../../formats/comp/saver.ts';
import { FILE_FORMATS } from '../../formats/comp/vocabulary/file-formats.ts';
import type { ToolCheck } from '../check.ts';
import { baseName, extensionOf, SAVER_IDS, severityFor } from './savers.ts';

/** A Saver's file without an extension: Fusion cannot tell the format, and other programs do not open the files. */
export const saverNoExtension: ToolCheck = {
  code: 'saver-no-extension',
  title: 'The file of a Saver has no extension.',
  defaultSeverity: 'error',
  ids: SAVER_IDS,
  *run(tool, _text, kind) {
    if (!isSaver(tool)) return;
    const { file, formatId } = saverOutput(tool);
    if (file === undefined || baseName(file.name) === '') return;
    // Digits behind the last dot are the number of a frame.
    if (!/^(?:\.\d+)?$/.test(extensionOf(file.name))) return;
    const extension = FILE_FORMATS.get(formatId ?? '')?.extensions[0];
    const end = { start: file.range.end, end: file.range.end };
    const fixes =
      extension === undefined
        ? []
        : [{ title: `Add "${extension}"`, edits: [{ range: end, newText: extension }], preferred: true }];
    yield {
      severity: severityFor(tool, kind, 'error'),
      message: `The file of the Saver ${tool.name} has no extension: "${baseName(file.name)}".`,
      range: file.range,
      fixes,
    };
  },
};
