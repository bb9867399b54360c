import { removeEntry } from '../../formats/comp/edits.ts';
import { isLoader, loaderClips } from '../../formats/comp/loader.ts';
import type { Input, ToolBody } from '../../formats/comp/model.ts';
import { tableNamed } from '../../formats/comp/table-access.ts';
import { formatOfOption } from '../../formats/comp/vocabulary/media-formats.ts';
import type { Fix, Observation, ToolCheck } from '../check.ts';

/** Options of a format that the clip does not have: Fusion keeps them when the file is exchanged. */
export const staleFormatOptions: ToolCheck = {
  code: 'stale-format-options',
  title: 'A Loader keeps options of another format.',
  defaultSeverity: 'hint',
  ids: new Set(['Loader']),
  run(tool, text) {
    const found: Observation[] = [];
    if (!isLoader(tool)) return found;
    const clips = loaderClips(tool);
    for (const input of tool.inputs) {
      const dot = input.name.indexOf('.');
      if (dot === -1) continue;
      const clip = input.name.slice(0, dot);
      const present = clips.findLast(({ id }) => id === clip)?.formatId;
      const format = formatOfOption(input.name.slice(dot + 1));
      if (present === undefined || format === undefined || format === present) continue;
      found.push({
        message: `${input.name} has no effect: the format of ${clip} is ${present}.`,
        range: { start: input.entry.start, end: input.entry.end },
        tag: 'unused',
        fixes: removal(tool, text, input),
      });
    }
    return found;
  },
};

function removal(tool: ToolBody, text: string, { name, entry }: Input): readonly Fix[] {
  const inputs = tableNamed(tool.table, 'Inputs');
  const own = inputs?.entries.find(({ start }) => start === entry.start);
  if (inputs === undefined || own === undefined) return [];
  return [{ title: `Remove ${name}`, edits: removeEntry(text, inputs, own) }];
}
