import type { ToolBody } from '../../formats/comp/model.ts';
import type { TableNode } from '../../formats/comp/nodes.ts';
import { numberOf, tableNamed, tableOf } from '../../formats/comp/table-access.ts';
import type { Markup } from '../markup.ts';

/** The keyframes of a curve: how many, at which frames, and between which values. Nothing for a tool without any. */
export function keyFrameLines({ table }: Pick<ToolBody, 'table'>, markup: Markup): readonly string[] {
  const keys = tableNamed(table, 'KeyFrames');
  if (keys === undefined) return [];
  const frames = keys.entries.flatMap(({ key }) => (key?.kind === 'number' ? [Number(key.name)] : []));
  if (frames.length === 0) return ['Keyframes: none'];
  const [first, last] = spanOf(frames);
  const count = frames.length === 1 ? `1, at frame ${first}` : `${frames.length}, frames ${first} to ${last}`;
  const values = valuesOf(keys);
  if (values.length === 0) return [`Keyframes: ${count}`];
  const [least, greatest] = spanOf(values);
  const range =
    least === greatest
      ? markup.code(String(least))
      : `${markup.code(String(least))} to ${markup.code(String(greatest))}`;
  return [`Keyframes: ${count}`, `Values: ${range}`];
}

/** The value of a key is the first element of its table; paths and colours keep other things there. */
function valuesOf(keys: TableNode): readonly number[] {
  return keys.entries.flatMap(({ value }) => {
    const first = tableOf(value)?.entries.find(({ key }) => key === undefined || key.name === '1');
    return numberOf(first?.value) ?? numberOf(value) ?? [];
  });
}

/** The least and the greatest number of a list that has some. */
function spanOf(numbers: readonly number[]): readonly [number, number] {
  return numbers.reduce<readonly [number, number]>(
    ([low, high], number) => [Math.min(low, number), Math.max(high, number)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}
