import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayNameOthers } from '../../../../server/checks/comp/tools-in-expressions.ts';
import { toolReferences } from '../../../../server/formats/comp/expressions/tool-references.ts';

const mayName = (expression: string): boolean => mayNameOthers(expression, (name) => name === 'Known');

test.each([
  ['Blur1.Size', true],
  ['Blur1 . Size', true],
  ['Blur1["Size"]', true],
  ['"a"..Text1.Value', true],
  [':Blur1.Size', true],
  ['comp:FindTool("Blur1").Size', true],
  ['comp:FindTool "Blur1"', true],
  ['Known.Size * 2', false],
  ['sin(time / 24) * 0.5', false],
  ['-comp.GlobalStart', false],
  ['Known.speed * 30 / comp:GetPrefs().Comp.FrameFormat.Rate', false],
])('%j may name a tool that is not known: %j', (expression, may) => {
  expect(mayName(expression)).toBe(may);
});

test('an expression that names a tool is never passed over', () => {
  const pieces = ['Blur1', 'comp', 'self', 'FindTool', 'x', '.', '..', ':', '[', ']', '(', ')', '"Blur1"', "'a'", '1 '];
  const unit = fc.constantFrom(
    ...pieces,
    '{',
    '}',
    '=',
    ',',
    '+',
    ' ',
    ' ',
    '\n',
    'local ',
    'function ',
    'end ',
    '2.5 ',
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 12 }), (parts) => {
      const expression = parts.join('');
      if (!mayNameOthers(expression, () => false)) expect(toolReferences(expression)).toEqual([]);
    }),
    { numRuns: 20_000 },
  );
});
