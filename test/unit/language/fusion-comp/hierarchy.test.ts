import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import type { HierarchyLink } from '../../../../server/language/answers/hierarchy.ts';
import { CompIndex } from '../../../../server/language/fusion-comp/comp-index.ts';
import { hierarchyAt, incomingOf, outgoingOf } from '../../../../server/language/fusion-comp/hierarchy.ts';
import { readMarkers } from '../../../protocol/language/marked-text.ts';

const from = (tool: string, output = 'Output'): string => `Input { SourceOp = "${tool}", Source = "${output}" }`;

const FLOW = `{ Tools = ordered() {
  BG = Background { },
  Plate = Loader { },
  Inner = Blur { },
  Group1 = GroupOperator {
    Inputs = ordered() { Input1 = InstanceInput { SourceOp = "Merge1", Source = "Background" } },
    Outputs = { Out = InstanceOutput { SourceOp = "Inner", Source = "Output" }, Mask = InstanceOutput { SourceOp = "Merge1", Source = "Mask" } },
    Tools = ordered() {
      Merge1 = Merge { Inputs = { Background = ${from('BG')}, Foreground = ${from('Plate')} } },
      Inner = GroupOperator {
        Outputs = { Output = InstanceOutput { SourceOp = "Deep", Source = "Output" } },
        Tools = ordered() { Deep = Blur { Inputs = { Input = ${from('Merge1')} } } },
      },
    },
  },
  Grade = ColorCorrector { Inputs = { Input = ${from('Group1', 'Out')}, EffectMask = ${from('Group1', 'Mask')}, Gain = Input { Expression = "BG.Width + BG.Height" } } },
  Copy = Blur { SourceOp = "Grade", Inputs = { Input = ${from('Grade')}, Lost = ${from('Nowhere')} } },
} }`;

const index = new CompIndex(parseComp(FLOW));

function told(links: Iterable<HierarchyLink | undefined>): string[] {
  const known = [...links].filter((link) => link !== undefined);
  return known.map(({ item, mentions }) => `${item.path.join('/')} ×${mentions.length}`);
}

describe('what feeds a tool', () => {
  test.each([
    ['BG', []],
    ['Grade', ['Group1/Inner/Deep ×1', 'Group1/Merge1 ×1', 'BG ×2']],
    ['Copy', ['Grade ×1']],
    ['Group1', ['BG ×1', 'Plate ×1']],
    ['Group1/Inner', ['Group1/Merge1 ×1']],
    ['Group1/Inner/Deep', ['Group1/Merge1 ×1']],
    ['Group1/Gone', []],
    ['', []],
  ])('%s', (path, expected) => {
    expect(told(incomingOf(index, path.split('/')))).toEqual(expected);
  });
});

describe('what a tool feeds', () => {
  test.each([
    ['BG', ['Group1/Merge1 ×1', 'Grade ×2']],
    ['Grade', ['Copy ×1']],
    ['Group1', ['Grade ×2']],
    ['Group1/Merge1', ['Group1/Inner/Deep ×1', 'Grade ×1']],
    ['Group1/Inner/Deep', ['Grade ×1']],
    ['Inner', []],
  ])('%s', (path, expected) => {
    expect(told(outgoingOf(index, path.split('/'))).sort()).toEqual([...expected].sort());
  });
});

test('groups that give each other’s outputs lead nowhere', () => {
  const loop = new CompIndex(
    parseComp(`{ Tools = ordered() {
      A = GroupOperator { Outputs = { Output = InstanceOutput { SourceOp = "B", Source = "Output" } } },
      B = GroupOperator { Outputs = { Output = InstanceOutput { SourceOp = "A", Source = "Output" } } },
      C = Blur { Inputs = { Input = ${from('A')} } },
    } }`),
  );
  expect(told(incomingOf(loop, ['C']))).toHaveLength(1);
  expect(told(outgoingOf(loop, ['A']))).toEqual(['C ×1']);
});

test.each([
  ['{ Tools = { A| = Blur { } } }', 'A Blur tool'],
  ['{ Tools = { A = Blur { ViewInfo = OperatorInfo { }, Inputs = { Si|ze = Input { Value = 1 } } } } }', 'A Blur tool'],
  ['{ Tools = { A = GroupOperator { }, B = Blur { SourceOp = "|A" } } }', 'A GroupOperator group'],
  ['{ Tools = { A = Bl|ur { } } }', 'nothing'],
])('%s is about %s', (marked, expected) => {
  const { text, cursorOffset } = readMarkers(marked.replace('Blur { }', 'Blur { ViewInfo = OperatorInfo { } }'));
  const item = hierarchyAt(new CompIndex(parseComp(text)), cursorOffset);
  expect(item === undefined ? 'nothing' : `${item.name} ${item.detail} ${item.kind}`).toBe(expected);
});
