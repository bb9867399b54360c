import { setInputValue } from '../../formats/comp/edits.ts';
import { type MediaName, mediaName } from '../../formats/comp/media.ts';
import type { ToolBody } from '../../formats/comp/model.ts';
import { quote } from '../../formats/comp/quoted-string.ts';
import { isSaver, outputFormat, type SaverOutput, saverOutput } from '../../formats/comp/saver.ts';
import { contradicts, extensionOfFormat, formatOfExtension } from '../../formats/comp/vocabulary/media-formats.ts';
import type { Fix, Observation, ToolCheck } from '../check.ts';
import { extensionOf, SAVER_IDS, severityFor } from './savers.ts';

/** A Saver whose format does not go with the name of its file. */
export const saverFormat: ToolCheck = {
  code: 'saver-format',
  title: 'The format of a Saver does not go with the extension of its file.',
  defaultSeverity: 'error',
  ids: SAVER_IDS,
  *run(tool, text, kind) {
    if (!isSaver(tool)) return;
    const output = saverOutput(tool);
    const severity = severityFor(tool, kind, 'error');
    for (const observation of observe(tool, text, output)) yield { severity, ...observation };
  },
};

function* observe(tool: ToolBody, text: string, output: SaverOutput): Generator<Observation> {
  const { file, formatId, clip } = output;
  if (formatId === undefined) return;
  const clipFormat = clip && mediaName(clip, 'FormatID');
  const extension = file === undefined ? '' : extensionOf(file.name);
  if (file !== undefined && contradicts(formatId, extension)) {
    const range = { start: file.range.end - extension.length, end: file.range.end };
    const right = extensionOfFormat(formatId);
    const fixes = right === undefined ? [] : [{ title: `Write "${right}"`, edits: [{ range, newText: right }] }];
    yield {
      message: `The Saver ${tool.name} writes ${formatId} under the extension "${extension}".`,
      range,
      fixes: [...fixes, ...formatFix(tool, text, extension, clipFormat)],
    };
  }
  if (clipFormat === undefined || clipFormat.name === formatId || outputFormat(tool) === undefined) return;
  const edits = [{ range: clipFormat.range, newText: formatId }];
  yield {
    message: `FormatID is ${clipFormat.name}, but the Saver ${tool.name} writes ${formatId}.`,
    range: clipFormat.range,
    fixes: [{ title: `Write "${formatId}"`, edits, preferred: true }],
  };
}

/** The format of the extension, in `OutputFormat` and in the clip. */
function formatFix(tool: ToolBody, text: string, extension: string, clipFormat: MediaName | undefined): readonly Fix[] {
  const format = formatOfExtension(extension);
  if (format === undefined) return [];
  const ofClip = clipFormat === undefined ? [] : [{ range: clipFormat.range, newText: format }];
  const edits = [...setInputValue(text, tool, 'OutputFormat', `FuID { ${quote(format)} }`, 'Clip'), ...ofClip];
  return [{ title: `Write the format ${format}`, edits }];
}
