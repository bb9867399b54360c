import { isLoader, loaderClips } from '../../formats/comp/loader.ts';
import type { Clip } from '../../formats/comp/media.ts';
import type { ToolBody } from '../../formats/comp/model.ts';
import { valueNamed } from '../../formats/comp/table-access.ts';
import type { Observation, ToolCheck } from '../check.ts';

/** A clip of a Loader that ends before it begins. */
export const clipRange: ToolCheck = {
  code: 'clip-range',
  title: 'A clip of a Loader ends before it begins.',
  defaultSeverity: 'error',
  ids: new Set(['Loader']),
  run(tool) {
    const found: Observation[] = [];
    if (!isLoader(tool)) return found;
    for (const clip of loaderClips(tool)) {
      const { globalStart, globalEnd, trimIn, trimOut } = clip;
      if (isLater(globalStart, globalEnd))
        found.push(observe(tool, clip, ['GlobalStart', globalStart], ['GlobalEnd', globalEnd]));
      if (isLater(trimIn, trimOut)) found.push(observe(tool, clip, ['TrimIn', trimIn], ['TrimOut', trimOut]));
    }
    return found;
  },
};

type Field = readonly [key: string, frame: number | undefined];

function isLater(start: number | undefined, end: number | undefined): boolean {
  return start !== undefined && end !== undefined && start > end;
}

function observe(tool: ToolBody, { id, table }: Clip, [startKey, start]: Field, [endKey, end]: Field): Observation {
  const last = valueNamed(table, endKey) ?? tool.nameRange;
  const first = valueNamed(table, startKey) ?? tool.nameRange;
  const name = id === undefined ? 'A clip' : `The clip ${id}`;
  return {
    message: `${name} of ${tool.name} ends before it begins: ${startKey} is ${start}, ${endKey} is ${end}.`,
    range: { start: last.start, end: last.end },
    related: [{ message: `${startKey} of the clip`, range: { start: first.start, end: first.end } }],
  };
}
