import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { selectionsAt } from '../../../../server/language/fusion-comp/selection.ts';
import { readMarkers } from '../../../protocol/language/marked-text.ts';
import { compText, tokenSoup } from '../../formats/comp/generate-comp.ts';

describe('the selection grows from the word outwards', () => {
  test.each([
    [
      'in a string',
      '{ Tools = { A = Blur { Inputs = { X = Input { SourceOp = "My To|ol", Source = "Output" } } } } }',
      [
        'Tool',
        'My Tool',
        '"My Tool"',
        'SourceOp = "My Tool"',
        'SourceOp = "My Tool", Source = "Output"',
        '{ SourceOp = "My Tool", Source = "Output" }',
        'Input { SourceOp = "My Tool", Source = "Output" }',
        'X = Input { SourceOp = "My Tool", Source = "Output" }',
        '{ X = Input { SourceOp = "My Tool", Source = "Output" } }',
      ],
    ],
    ['in a key', '{ Tools = { ["My Tool|"] = Blur { } } }', ['My Tool', '["My Tool"]', '["My Tool"] = Blur { }']],
    ['in a constructor', '{ Tools = { A = Bl|ur { } } }', ['Blur', 'Blur { }', 'A = Blur { }', '{ A = Blur { } }']],
    ['on a number', '{ A = { 0, 1|2 } }', ['12', '0, 12', '{ 0, 12 }', 'A = { 0, 12 }', '{ A = { 0, 12 } }']],
    ['between entries', '{ A = 1,  |  B = 2 }', ['A = 1,    B = 2', '{ A = 1,    B = 2 }']],
    [
      'two tables of tools',
      '{ Tools = { A = Bl|ur { } }, Tools = { B = Merge { } } }',
      ['Blur', 'Blur { }', 'A = Blur { }', '{ A = Blur { } }', 'Tools = { A = Blur { } }'],
    ],
    [
      'tools whose opening brace is behind a comment',
      '{\n\tTools = --ordered() {\n\t\tA = Bl|ur { }\n\t},\n}',
      ['Blur', 'Blur { }', 'A = Blur { }', ' --ordered() {\n\t\tA = Blur { }\n\t}'],
    ],
    ['outside of everything', '-- hello |\n{ A = 1 }', []],
  ])('%s', (_name, marked, expected) => {
    const { text, cursorOffset } = readMarkers(marked);
    const found = selectionsAt(parseComp(text), cursorOffset).map(({ start, end }) => text.slice(start, end));
    expect(found.slice(0, expected.length)).toEqual(expected);
    expect(found.length === 0).toBe(expected.length === 0);
  });
});

test.each([
  ['sound', compText],
  ['broken', tokenSoup],
])('in %s texts each stretch holds the offset and is inside the next', (_name, texts) => {
  fc.assert(
    fc.property(texts, fc.nat(), (text, at) => {
      const offset = at % (text.length + 1);
      let inner = { start: offset, end: offset };
      for (const range of selectionsAt(parseComp(text), offset)) {
        expect(range.start).toBeLessThanOrEqual(inner.start);
        expect(range.end).toBeGreaterThanOrEqual(inner.end);
        expect(range.end - range.start).toBeGreaterThan(inner.end - inner.start - 1);
        inner = { start: range.start, end: range.end };
      }
    }),
  );
});
