import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import type { TextRange } from '../../../../server/formats/text/range.ts';
import { outlineOf } from '../../../../server/language/fusion-comp/outline.ts';
import type { OutlineItem } from '../../../../server/language/language-support.ts';
import { corpusFiles, corpusPresent, readCorpus } from '../corpus.ts';

/** What each item is, and by dots how deep it lies. */
function inShort(items: Iterable<OutlineItem | undefined>): unknown[] {
  return [...items].flatMap((item) =>
    item === undefined ? [] : [[`${'.'.repeat(item.depth)}${item.name}`, item.detail, item.kind]],
  );
}

const PLACED = 'ViewInfo = OperatorInfo { Pos = { 0, 0 } }';

describe('what each tool is', () => {
  test.each([
    [`A = Blur { ${PLACED} }`, ['A', 'Blur', 'tool']],
    ['A = BezierSpline { }', ['A', 'BezierSpline', 'modifier']],
    ['A = Loader { }', ['A', 'Loader', 'media']],
    ['A = MediaOut { }', ['A', 'MediaOut', 'media']],
    ['A = GroupOperator { }', ['A', 'GroupOperator', 'group']],
    ['A = MacroOperator { }', ['A', 'MacroOperator', 'macro']],
    ['A = Underlay { ViewInfo = UnderlayInfo { } }', ['A', 'Underlay', 'annotation']],
    [`A = { ${PLACED} }`, ['A', '', 'tool']],
    [`A = Blur { PassThrough = true, Locked = true, ${PLACED} }`, ['A', 'Blur, disabled, locked', 'tool']],
    [`["A B.C"] = Fuse.Blink { ${PLACED} }`, ['A B.C', 'Fuse.Blink', 'tool']],
  ])('%s', (tool, expected) => {
    expect(inShort(outlineOf(parseComp(`Composition { Tools = { ${tool} } }`)))).toEqual([expected]);
  });
});

test('what is inside a tool is inside it in the outline', () => {
  const comp = parseComp(`{ Tools = ordered() {
    G = GroupOperator { Tools = ordered() { H = MacroOperator { Tools = ordered() { A = Blur { ${PLACED} } } } } },
    B = Blur { ${PLACED}, Tools = { Path1 = PolyPath { } } },
  } }`);
  expect(inShort(outlineOf(comp))).toEqual([
    ['G', 'GroupOperator', 'group'],
    ['.H', 'MacroOperator', 'macro'],
    ['..A', 'Blur', 'tool'],
    ['B', 'Blur', 'tool'],
    ['.Path1', 'PolyPath', 'modifier'],
  ]);
});

test.skipIf(!corpusPresent).each(corpusFiles)('%s: every tool is in the outline, each inside its owner', (file) => {
  const comp = parseComp(readCorpus(file));
  const items = [...outlineOf(comp)].filter((item) => item !== undefined);
  expect(items).toHaveLength(comp.tools.length);
  /** By depth, what an item has to be inside of, and behind. */
  const around: TextRange[] = [{ start: 0, end: comp.text.length }];
  const before: number[] = [];
  for (const { range, nameRange, depth } of items) {
    const outer = around[depth];
    expect(outer !== undefined && outer.start <= range.start && range.end <= outer.end).toBe(true);
    expect(range.start <= nameRange.start && nameRange.end <= range.end).toBe(true);
    expect(range.start).toBeGreaterThanOrEqual(before[depth] ?? 0);
    around.splice(depth + 1, around.length, range);
    before.splice(depth, before.length, range.end);
  }
});
