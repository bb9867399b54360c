import { afterAll, expect, test } from 'vitest';
import { duplicateTool } from '../../../../server/checks/comp/duplicate-tool.ts';
import { CompFactReader } from '../../../../server/checks/comp-facts.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { WorkCounter } from '../../work-counter.ts';

const counter = await WorkCounter.start('checks/comp/duplicate-tool');
afterAll(() => counter[Symbol.dispose]());

const toolsNamed = (names: readonly string[]) =>
  parseComp(
    `Composition {\n\tTools = ordered() {\n${names.map((name) => `\t\t${name} = Blur {\n\t\t},\n`).join('')}\t},\n}\n`,
  );

const repairs = (names: readonly string[]) => {
  const comp = toolsNamed(names);
  const found = [...duplicateTool.run(comp, new CompFactReader().of(comp))];
  return found.flatMap((observation) => observation?.fixes?.[0]?.edits[0]?.newText ?? []);
};

test.each([
  [
    ['Blur1', 'Blur1', 'Blur1'],
    ['Blur2', 'Blur3'],
  ],
  [
    ['Blur1', 'Blur2', 'Blur1', 'Blur1'],
    ['Blur3', 'Blur4'],
  ],
  [
    ['Blur9', 'Blur9', 'Blur1', 'Blur1'],
    ['Blur10', 'Blur11'],
  ],
  [['Blur', 'Blur', 'Blur_1'], ['Blur_2']],
])('%j: each gets a name that nobody has', (names, expected) => {
  expect(repairs(names)).toEqual(expected);
});

test('many tools of one name cost no more each than a few', async () => {
  const cost = (count: number) => counter.count(() => repairs(Array.from({ length: count }, () => 'Blur1')));
  await cost(10);
  const few = await cost(200);
  const many = await cost(2_000);
  expect(few).toBeGreaterThan(0);
  expect(many).toBeLessThan(12 * few);
});
