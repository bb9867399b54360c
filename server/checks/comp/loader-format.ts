import { isLoader, loaderClips } from '../../formats/comp/loader.ts';
import { mediaName } from '../../formats/comp/media.ts';
import { contradicts, formatOfExtension } from '../../formats/comp/vocabulary/media-formats.ts';
import type { Observation, ToolCheck } from '../check.ts';
import { extensionOf } from './savers.ts';

/** A Loader that reads a file as another format than its extension says. */
export const loaderFormat: ToolCheck = {
  code: 'loader-format',
  title: 'The format of a Loader does not go with the extension of its file.',
  defaultSeverity: 'error',
  ids: new Set(['Loader']),
  run(tool) {
    const found: Observation[] = [];
    if (!isLoader(tool)) return found;
    for (const { file, formatId, table } of loaderClips(tool)) {
      if (file === undefined || formatId === undefined) continue;
      const extension = extensionOf(file.name);
      const format = contradicts(formatId, extension) ? mediaName(table, 'FormatID') : undefined;
      if (format === undefined) continue;
      const right = formatOfExtension(extension);
      found.push({
        message: `${tool.name} reads "${extension}" as ${format.name}.`,
        range: format.range,
        related: [{ message: 'The file', range: file.range }],
        fixes:
          right === undefined
            ? []
            : [{ title: `Write "${right}"`, edits: [{ range: format.range, newText: right }], preferred: true }],
      });
    }
    return found;
  },
};
