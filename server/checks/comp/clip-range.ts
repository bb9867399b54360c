import { isLoader, loaderClips } from '../../formats/comp/loader.ts';
import { valueNamed } from '../../formats/comp/table-access.ts';
import type { ToolCheck } from '../check.ts';

const PAIRS = [
  ['GlobalStart', 'GlobalEnd', 'globalStart', 'globalEnd'],
  ['TrimIn', 'TrimOut', 'trimIn', 'trimOut'],
] as const;

/** A clip of a Loader that ends before it begins. */
export const clipRange: ToolCheck = {
  code: 'clip-range',
  title: 'A clip of a Loader ends before it begins.',
  defaultSeverity: 'error',
  ids: new Set(['Loader']),
  *run(tool) {
    if (!isLoader(tool)) return;
    for (const clip of loaderClips(tool)) {
      for (const [startKey, endKey, startField, endField] of PAIRS) {
        const start = clip[startField];
        const end = clip[endField];
        if (start === undefined || end === undefined || end >= start) continue;
        const last = valueNamed(clip.table, endKey) ?? tool.nameRange;
        const first = valueNamed(clip.table, startKey) ?? tool.nameRange;
        const name = clip.id === undefined ? 'A clip' : `The clip ${clip.id}`;
        yield {
          message: `${name} of ${tool.name} ends before it begins: ${startKey} is ${start}, ${endKey} is ${end}.`,
          range: { start: last.start, end: last.end },
          related: [{ message: `${startKey} of the clip`, range: { start: first.start, end: first.end } }],
        };
      }
    }
  },
};
