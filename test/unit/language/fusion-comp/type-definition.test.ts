import { expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { CompIndex } from '../../../../server/language/fusion-comp/comp-index.ts';
import { typeDefinitionAt } from '../../../../server/language/fusion-comp/type-definition.ts';
import { readMarkers } from '../../../protocol/language/marked-text.ts';

test.each([
  ['an instance, to its original', '{ Tools = { A = Blur { }, B| = Blur { SourceOp = "A" } } }', 'A = Blur { }'],
  ['the original named in an instance', '{ Tools = { A = Blur { }, B = Blur { SourceOp = "|A" } } }', 'A = Blur { }'],
  [
    'a mention of an instance',
    '{ Tools = { A = Blur { }, B = Blur { SourceOp = "A" }, C = Blur { Inputs = { I = Input { SourceOp = "|B" } } } } }',
    'A = Blur { }',
  ],
  [
    'an input, to the modifier that feeds it',
    '{ Tools = { A = Blur { Inputs = { Si|ze = Input { SourceOp = "M", Source = "Value" } } }, M = BezierSpline { } } }',
    'M = BezierSpline { }',
  ],
  [
    'a published input, to the input',
    '{ Tools = { G = GroupOperator { Inputs = ordered() { I|1 = InstanceInput { SourceOp = "A", Source = "Size" } }, Tools = { A = Blur { Inputs = { Size = Input { Value = 1 } } } } } } }',
    'Size = Input { Value = 1 }',
  ],
  [
    'a published input that is not written, to its tool',
    '{ Tools = { G = GroupOperator { Inputs = ordered() { I1 = InstanceInput { SourceOp = "A|", Source = "Size" } }, Tools = { A = Blur { } } } } }',
    'A = Blur { }',
  ],
  ['a tool that copies none', '{ Tools = { A| = Blur { } } }', undefined],
  ['an input that nothing feeds', '{ Tools = { A = Blur { Inputs = { Si|ze = Input { Value = 1 } } } } }', undefined],
  ['an instance whose original is gone', '{ Tools = { A| = Blur { SourceOp = "X" } } }', undefined],
])('%s', (_name, marked, expected) => {
  const { text, cursorOffset } = readMarkers(marked);
  const found = typeDefinitionAt(new CompIndex(parseComp(text)), cursorOffset);
  expect(found && text.slice(found.target.start, found.target.end)).toBe(expected);
});
