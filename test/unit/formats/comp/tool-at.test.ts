import { expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { toolAt, toolsIn } from '../../../../server/formats/comp/tool-at.ts';
import { readMarks } from '../marked-text.ts';

const COMP =
  'Composition { X = 1, Tools = { A = Blur { P = 1 }, G = GroupOperator { Q = 1, Tools = { B = Blur { R = 1 }, C = Blur { } }, S = 1 }, ["D"] = Blur { T = 1 } } }';

test.each([
  ['X = 1', undefined],
  ['P = 1', 'A'],
  ['Q = 1', 'G'],
  ['R = 1', 'B'],
  ['S = 1', 'G'],
  ['T = 1', 'D'],
])('%s is in %s', (words, name) => {
  expect(toolAt(parseComp(COMP), COMP.indexOf(words))?.name).toBe(name);
});

test.each([
  ['«Composition { X»', []],
  ['A = Blur { «P» = 1', ['A']],
  ['B = Blur { «R» = 1', ['G', 'B']],
  ['«P = 1 }, G = GroupOperator { Q»', ['A', 'G']],
  ['«S = 1 }, ["D"] = Blur { T»', ['G', 'D']],
])('tools that reach into %s', (marked, names) => {
  const { text, ranges } = readMarks(marked);
  const at = COMP.indexOf(text);
  const [range = { start: 0, end: 0 }] = ranges;
  const found = toolsIn(parseComp(COMP), { start: at + range.start, end: at + range.end });
  expect(found.map(({ name }) => name)).toEqual(names);
});
