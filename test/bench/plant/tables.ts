import { isLoader, loaderClips } from '../../../server/formats/comp/loader.ts';
import { mediaName } from '../../../server/formats/comp/media.ts';
import type { Comp } from '../../../server/formats/comp/model.ts';
import type { EntryNode, TableNode } from '../../../server/formats/comp/nodes.ts';
import { globalRange, renderRange } from '../../../server/formats/comp/ranges.ts';
import { numberOf, tableNamed, valueNamed } from '../../../server/formats/comp/table-access.ts';
import { atOneOf, type Faults, insert, NO_TOOL, type Planter, toolsOf, write } from './planter.ts';

/** The values of a header's field. */
const field = (name: string) => (comp: Comp) => {
  const value = comp.root && valueNamed(comp.root, name);
  return value === undefined ? [] : [value];
};

/** One more than a counter says. */
const counted = (name: string): Planter =>
  atOneOf(field(name), (value) => [write(value, String((numberOf(value) ?? 0) + 1))]);

const clips = (comp: Comp) =>
  toolsOf(comp, 'Loader')
    .filter(isLoader)
    .flatMap((tool) => loaderClips(tool));

/** The end of a clip before its beginning, where both are said. */
const ended = (start: string, end: string): Planter =>
  atOneOf(
    (comp) => clips(comp).filter(({ table }) => valueNamed(table, start) && valueNamed(table, end)),
    ({ table }) => {
      const last = valueNamed(table, end);
      return last && [write(last, String((numberOf(valueNamed(table, start)) ?? 0) - 1))];
    },
  );

/** Entries of the tables of tools, with the table. */
const entries = (find: (comp: Comp) => readonly (TableNode | undefined)[]) => (comp: Comp) =>
  find(comp).flatMap((table) => table?.entries.flatMap((entry) => (entry.key === undefined ? [] : [entry])) ?? []);

const twice = (entry: EntryNode, comp: Comp) => [insert(entry.start, `${comp.slice(entry.start, entry.end)}, `)];

/** Faults in headers, clips, curves and tables, by code. */
export const tableFaults: Readonly<Record<string, Faults>> = {
  'duplicate-key': {
    'an input': atOneOf(
      entries((comp) => comp.tools.map(({ table }) => tableNamed(table, 'Inputs'))),
      twice,
    ),
    'a field of a tool': atOneOf(
      entries((comp) => comp.tools.map(({ table }) => table)),
      twice,
    ),
    'a key of a curve': atOneOf(
      entries((comp) => comp.tools.map(({ table }) => tableNamed(table, 'KeyFrames'))),
      twice,
    ),
    'a field of the header': atOneOf(
      entries((comp) => [comp.root]),
      twice,
    ),
  },
  'key-frame-order': {
    'the last key first': atOneOf(
      (comp) =>
        toolsOf(comp, 'BezierSpline').flatMap(({ table }) => {
          const [first, ...others] = tableNamed(table, 'KeyFrames')?.entries ?? [];
          const last = others.at(-1);
          return first === undefined || last === undefined ? [] : [{ first, last }];
        }),
      ({ first, last }, comp) => [
        write(first, comp.slice(last.start, last.end)),
        write(last, comp.slice(first.start, first.end)),
      ],
    ),
  },
  'clip-range': { 'on the composition': ended('GlobalStart', 'GlobalEnd'), 'in the clip': ended('TrimIn', 'TrimOut') },
  'duplicate-clip': {
    'the ID of the first': atOneOf(
      (comp) => clips(comp).flatMap(({ table, id }) => (id === 'Clip2' ? (mediaName(table, 'ID') ?? []) : [])),
      ({ range }) => [write(range, 'Clip1')],
    ),
  },
  'frame-range': {
    'RenderRange backwards': atOneOf(field('RenderRange'), (value) => [write(value, '{ 100, 1 }')]),
    'GlobalRange backwards': atOneOf(field('GlobalRange'), (value) => [write(value, '{ 100, 1 }')]),
    'one outside of the other': (comp, pick) =>
      globalRange(comp) === undefined || renderRange(comp) === undefined
        ? undefined
        : atOneOf(field('RenderRange'), (value) => [write(value, `{ -50000, ${globalRange(comp)?.last} }`)])(
            comp,
            pick,
          ),
  },
  'current-time': {
    'before the first frame': (comp, pick) =>
      globalRange(comp) && atOneOf(field('CurrentTime'), (value) => [write(value, '-50000')])(comp, pick),
  },
  'counters-disagree': { LockedTools: counted('LockedTools'), DisabledTools: counted('DisabledTools') },
  'active-tool': {
    'a name that was changed': atOneOf(field('ActiveTool'), (value, comp) =>
      value.kind === 'string' && comp.toolsByName.has(value.value) ? [write(value, `"${NO_TOOL}"`)] : undefined,
    ),
  },
  'tool-passed-through': {
    'a tool': atOneOf(
      (comp) => (comp.kind === 'setting' ? [] : comp.tools.filter((tool) => tool.id !== 'Saver' && !tool.passThrough)),
      (tool) => [insert(tool.table.open + 1, ' PassThrough = true,')],
    ),
  },
};
