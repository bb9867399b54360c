import { expect, test } from 'vitest';
import { activeTool, counter, outputClips, writtenBy } from '../../../../server/formats/comp/header.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { globalRange, renderRange } from '../../../../server/formats/comp/ranges.ts';

const comp = parseComp(`Composition {
	RenderRange = { 1001, 1048 },
	GlobalRange = { -10, 2000 },
	Version = "Fusion Studio 18.1.3 build 7",
	LockedTools = 3,
	OutputClips = { "a.0000.exr", "Comp:b.mov" },
	ActiveTool = "Merge1",
}`);
const cut = (range: { start: number; end: number } | undefined) => range && comp.text.slice(range.start, range.end);

test('frames', () => {
  expect(renderRange(comp)).toMatchObject({ first: 1001, last: 1048 });
  expect(cut(renderRange(comp)?.range)).toBe('{ 1001, 1048 }');
  expect(globalRange(comp)).toMatchObject({ first: -10, last: 2000 });
  expect(renderRange(parseComp('{ Tools = { } }'))).toBeUndefined();
  expect(renderRange(parseComp('Composition { RenderRange = { 1 } }'))).toBeUndefined();
});

test('counters, clips and names', () => {
  expect(counter(comp, 'LockedTools')?.value).toBe(3);
  expect(cut(counter(comp, 'LockedTools')?.range)).toBe('3');
  expect(counter(comp, 'DisabledTools')).toBeUndefined();
  expect(outputClips(comp).map(({ name }) => name)).toEqual(['a.0000.exr', 'Comp:b.mov']);
  expect(cut(activeTool(comp)?.range)).toBe('Merge1');
  expect(writtenBy(comp)).toBe('Fusion Studio 18.1.3 build 7');
});
