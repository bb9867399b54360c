import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { CompIndex } from '../../../../server/language/fusion-comp/comp-index.ts';
import { readMarkers } from '../../../protocol/language/marked-text.ts';
import { corpusFiles, corpusPresent, readCorpus } from '../corpus.ts';

const CASES: [string, string][] = [
  ['Composition { Tools = { Bl|ur1 = Blur { } } }', 'tool Blur1'],
  ['Composition { Tools = { |Blur1 = Blur { } } }', 'tool Blur1'],
  ['Composition { Tools = { Blur1| = Blur { } } }', 'tool Blur1'],
  ['Composition { Tools = { Blur1 |= Blur { } } }', 'nothing'],
  ['Composition { Tools = { Blur1 = Bl|ur { } } }', 'nothing'],
  ['Composition { Tools = { A = Blur { Inputs = { X|Size = Input { Value = 1 } } } } }', 'input A.XSize'],
  [
    'Composition { Tools = { A = Blur { Inputs = { X = Input { SourceOp = "|A" } } } } }',
    'mention of A in input X, found',
  ],
  [
    'Composition { Tools = { A = Blur { Inputs = { X = Input { SourceOp = "B|" } } } } }',
    'mention of B in input X, missing',
  ],
  ['Composition { Tools = { A = Blur { SourceOp = "|A" } } }', 'mention of A in instance, found'],
  ['{ Tools = { A = Blur { } }, ActiveTool = "A|" }', 'mention of A in active, found'],
  ['{ Tools = { A = Blur { } }, ActiveTool = |12 }', 'nothing'],
  [
    '{ Tools = { G = GroupOperator { Outputs = { O = InstanceOutput { SourceOp = "|M" } }, Tools = { M = Merge { } } } } }',
    'mention of M in output O, found',
  ],
  [
    '{ Tools = { A = Blur { Inputs = { X = Input { Expression = "1 + A|.Size" } } } } }',
    'mention of A in expression X, found',
  ],
  ['{ Tools = { A = Blur { Inputs = { X = Input { Expression = "\\"A.b\\" .. X|.Y" } } } } }', 'nothing'],
  ['{ Tools = { A = Blur { Inputs = { X = Input { Expression = "Lost|.Size" } } } } }', 'nothing'],
  [
    '{ Tools = { A = Blur { Inputs = { X = Input { Expression = [[\nA|.Size]] } } } } }',
    'mention of A in expression X, found',
  ],
  [
    '{ Tools = { A = Blur { Inputs = { X = Input { Value = "comp:FindTool(\\"A|\\")" } } } } }',
    'mention of A in script, found',
  ],
  ['|', 'nothing'],
];

describe('what stands at an offset', () => {
  test.each(CASES)('%s', (marked, expected) => {
    const { text, cursorOffset } = readMarkers(marked);
    const place = new CompIndex(parseComp(text)).placeAt(cursorOffset);
    const said = (): string => {
      if (place === undefined) return 'nothing';
      if (place.kind === 'tool') return `tool ${place.tool.name}`;
      if (place.kind === 'input') return `input ${place.tool.name}.${place.input.name}`;
      const { reference, target, place: where } = place.mention;
      const slot =
        where.kind === 'input' || where.kind === 'expression'
          ? ` ${where.input.name}`
          : where.kind === 'output'
            ? ` ${where.output.name}`
            : '';
      return `mention of ${reference.name} in ${where.kind}${slot}, ${target === undefined ? 'missing' : 'found'}`;
    };
    expect(said()).toBe(expected);
  });
});

describe.skipIf(!corpusPresent)('in real comps and settings', () => {
  test.each(corpusFiles)('%s: every name and every mention is found where it stands', (file) => {
    const comp = parseComp(readCorpus(file));
    const index = new CompIndex(comp);
    for (const tool of comp.tools) {
      const place = index.placeAt(tool.nameRange.start);
      expect(place?.kind === 'tool' ? place.tool : undefined).toBe(tool);
      for (const { source, nameRange } of tool.inputs) {
        expect(index.placeAt(nameRange.end)?.kind).toBe('input');
        if (source === undefined) continue;
        const mention = index.placeAt(source.range.end);
        expect(mention?.kind === 'mention' ? mention.mention.reference : undefined).toEqual(source);
        const target = index.toolAt(source.range.start);
        if (target === undefined) continue;
        expect(target.name).toBe(source.name);
        expect(index.mentionsOf(target).map(({ reference }) => reference)).toContainEqual(source);
      }
    }
  });
});
