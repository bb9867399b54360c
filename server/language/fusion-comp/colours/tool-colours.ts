import type { ToolBody } from '../../../formats/comp/model.ts';
import type { EntryNode, TableNode, ValueNode } from '../../../formats/comp/nodes.ts';
import { entryNamed, tableNamed, tableOf } from '../../../formats/comp/table-access.ts';
import type { Colour } from '../../answers/colours.ts';
import type { Channel, ColourInText } from './colour-in-text.ts';
import { inputColours } from './input-colours.ts';

type Part = keyof Colour;

/** The parts of a colour in a table, by its keys. */
const TILE_KEYS: ReadonlyMap<string, Part> = new Map([
  ['R', 'red'],
  ['G', 'green'],
  ['B', 'blue'],
  ['A', 'alpha'],
]);
const SPLINE_KEYS: ReadonlyMap<string, Part> = new Map([
  ['Red', 'red'],
  ['Green', 'green'],
  ['Blue', 'blue'],
]);

/** The parts of a colour in a list, by their places. */
const PLACES: readonly Part[] = ['red', 'green', 'blue', 'alpha'];

/** The colours in one tool: of its tile and its text, of its spline, of inputs, and the stops of gradients. */
export function* coloursOfTool(tool: ToolBody, text: string): Generator<ColourInText> {
  for (const holder of [tool.table, tableNamed(tool.table, 'Colors')]) {
    if (holder === undefined) continue;
    yield* keyedColour(holder, 'TileColor', TILE_KEYS, 1, text);
    yield* keyedColour(holder, 'TextColor', TILE_KEYS, 1, text);
  }
  yield* keyedColour(tool.table, 'SplineColor', SPLINE_KEYS, 255, text);
  yield* inputColours(tool, text);
  for (const { value } of tool.inputs) yield* gradientStops(value, text);
}

function* keyedColour(
  holder: TableNode,
  key: string,
  keys: ReadonlyMap<string, Part>,
  full: number,
  text: string,
): Generator<ColourInText> {
  const table = tableNamed(holder, key);
  if (table === undefined) return;
  const channels = table.entries.flatMap((entry) => channelOf(entry, keys.get(entry.key?.name ?? ''), text));
  if (channels.length >= 3) yield { range: { start: table.start, end: table.end }, channels, full };
}

/** `Gradient { Colors = { [0] = { 0, 0, 0, 1 }, [1] = { 1, 1, 1, 1 } } }` */
function* gradientStops(value: ValueNode | undefined, text: string): Generator<ColourInText> {
  const gradient = tableOf(value);
  if (gradient?.constructorName !== 'Gradient') return;
  for (const stop of tableOf(entryNamed(gradient, 'Colors')?.value)?.entries ?? []) {
    const table = tableOf(stop.value);
    if (table === undefined) continue;
    const channels = table.entries.flatMap((entry, at) => channelOf(entry, PLACES[at], text));
    if (channels.length >= 3) yield { range: { start: table.start, end: table.end }, channels, full: 1 };
  }
}

function channelOf({ value }: EntryNode, part: Part | undefined, text: string): readonly Channel[] {
  if (part === undefined || value?.kind !== 'number') return [];
  const { start, end } = value;
  return [{ part, range: { start, end }, value: value.value, text: text.slice(start, end) }];
}
