import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatStretch } from '../../../../../server/formats/comp/format/format-stretch.ts';
import { TableLayout } from '../../../../../server/formats/comp/format/table-layout.ts';
import { CompLexer } from '../../../../../server/formats/comp/lexer.ts';
import { applyEdits } from '../../../../../server/formats/text/apply-edits.ts';
import { compText, tokenSoup } from '../generate-comp.ts';
import { editsOf, formatted, wordsOf } from './format-text.ts';

/** A comp with these lines in the body of its only tool, or the lines given as they stand. */
function inTool(...lines: string[]): string {
  return `Composition {\n\tTools = {\n\t\tA = Blur {\n${lines.map((line) => `\t\t\t${line}\n`).join('')}\t\t}\n\t}\n}\n`;
}

const INPUT = 'Inputs = {\n\t\t\t\tX = Input';

describe('layout', () => {
  test.each([
    [
      'all on one line',
      'Composition{Tools={A=Fuse . Blur{Inputs={X=Input{Value=1,},["Y.Z"]=Input{SourceOp="B",Source="Output",},},},},}',
      'Composition {\n\tTools = {\n\t\tA = Fuse.Blur {\n\t\t\tInputs = {\n\t\t\t\tX = Input { Value = 1, },\n' +
        '\t\t\t\t["Y.Z"] = Input {\n\t\t\t\t\tSourceOp = "B",\n\t\t\t\t\tSource = "Output",\n\t\t\t\t},\n\t\t\t},\n\t\t},\n\t},\n}',
    ],
    [
      'a value',
      inTool(`${INPUT} {\nValue = FuID {\n"Fast"\n}\n}}`),
      inTool(`${INPUT} { Value = FuID { "Fast" } }\n\t\t\t}`),
    ],
    [
      'an expression',
      inTool(`${INPUT} {\nExpression="a\\"b"  ,\n},\n}`),
      inTool(`${INPUT} { Expression = "a\\"b", },\n\t\t\t}`),
    ],
    [
      'a value with an expression',
      inTool(`${INPUT} { Value = 1, Expression = "x" } }`),
      inTool(`${INPUT} {\n\t\t\t\t\tValue = 1,\n\t\t\t\t\tExpression = "x"\n\t\t\t\t}\n\t\t\t}`),
    ],
    [
      'a value of several lines keeps its own',
      inTool(`${INPUT} { Value = ScriptVal { {\n[0] = 1,\n2 } } } }`),
      inTool(`${INPUT} { Value = ScriptVal { {\n\t\t\t\t\t\t\t[0] = 1,\n\t\t\t\t\t\t\t2\n\t\t\t\t\t\t} } }\n\t\t\t}`),
    ],
    [
      'a clip breaks up its input',
      inTool(`${INPUT} { Value = Clip { Filename = "a", Length = 0 } } }`),
      inTool(
        `${INPUT} {\n\t\t\t\t\tValue = Clip {\n\t\t\t\t\t\tFilename = "a",\n\t\t\t\t\t\tLength = 0\n\t\t\t\t\t}\n\t\t\t\t}\n\t\t\t}`,
      ),
    ],
    [
      'a place',
      inTool('ViewInfo = OperatorInfo {\n Pos = {\n55,\n16.5} },'),
      inTool('ViewInfo = OperatorInfo { Pos = { 55, 16.5 } },'),
    ],
    [
      'key frames',
      inTool('KeyFrames = { [0] = {\n0, RH = { 3, 0.3 }, Flags = { Linear = true } }, [5] = { 1 } }'),
      inTool(
        'KeyFrames = {\n\t\t\t\t[0] = { 0, RH = { 3, 0.3 }, Flags = { Linear = true } },\n\t\t\t\t[5] = { 1 }\n\t\t\t}',
      ),
    ],
    [
      'what may stand either way stands as it does',
      inTool('UserControls = { A = { }, B = {\n} }'),
      inTool('UserControls = { A = { }, B = {\n\t\t\t\t} }'),
    ],
    [
      'an entry on a line of its own has the others follow',
      inTool('Custom = { A = 1,\nB = 2 }'),
      inTool('Custom = {\n\t\t\t\tA = 1,\n\t\t\t\tB = 2\n\t\t\t}'),
    ],
    ['empty tables', inTool('Custom = {}, Colors = {\n}'), inTool('Custom = { },', 'Colors = {', '}')],
    [
      'constructors of the next line',
      inTool('ViewInfo\n=\nOperatorInfo\n{ Pos = {\n1,\n2 } }'),
      inTool('ViewInfo = OperatorInfo { Pos = { 1, 2 } }'),
    ],
    ['blanks at line ends', inTool('A = 1, \t', 'B = 2 '), inTool('A = 1,', 'B = 2')],
    ['commas', inTool('A = 1\n,', 'B = 2 ,'), inTool('A = 1,', 'B = 2,')],
    ['blank lines', inTool('A = 1,\n\t\n \n\n', 'B = 2'), inTool('A = 1,\n', 'B = 2')],
    [
      'long lists of numbers',
      inTool(`N = {\n${'1,\n'.repeat(17)}}`),
      inTool(`N = {\n${'\t\t\t\t1,\n'.repeat(17)}\t\t\t}`),
    ],
  ])('%s', (_name, text, expected) => {
    expect(formatted(text)).toBe(expected);
    expect(editsOf(expected)).toEqual([]);
  });
});

describe('what stays', () => {
  test.each([
    ['a text in Fusion’s layout', inTool('Inputs = {', '\tX = Input { Value = -0, },', '},')],
    ['the end with its NUL and what follows it', `${inTool()}\n\n\0 \n{ x`],
    ['what stands before', '\n--[[ banner\n  of two lines ]]\n{\n\tTools = ordered() {\n\t}\n}'],
    ['comments after entries', inTool('A = 1,   -- why', '-- how', 'B = 2 --[[x]],', 'C = 3 -- last')],
    ['texts', inTool('A = "  a  {b}  ",', "B = '  c ',", 'C = [[\n  x  \n\n\n y ]],')],
    ['long texts as keys', inTool('[ [[a]] ] = 1,')],
    ['a byte-order mark', `\ufeff${inTool()}`],
    ['nothing', ''],
    ['another language', '#version 450\nvoid main() { }\n'],
  ])('%s', (_name, text) => {
    expect(editsOf(text)).toEqual([]);
  });

  test('line ends', () => {
    const text = inTool('A = 1,', 'B = 2').replaceAll('\n', '\r\n');
    expect(editsOf(text)).toEqual([]);
    expect(formatted('Composition {\r\nTools = { } }\r\n')).toBe('Composition {\r\n\tTools = { }\r\n}\r\n');
  });

  test('blanks instead of tabs, as many as are wanted', () => {
    expect(formatted('{\n  Tools = {\n  },\n}', undefined, '   ')).toBe('{\n   Tools = {\n   },\n}');
    expect(formatted('{\n\tTools = {\n  A = 1\n\t},\n}', undefined, '   ')).toBe('{\n\tTools = {\n\t\tA = 1\n\t},\n}');
  });
});

describe('faults', () => {
  const bad = '\t\t  Bad = Blur {\n  Inputs = { X = Input { Value = = 1 } },\n\t},\n';
  const good = '\t\t  Good = Blur {   Locked=true },\n';
  const mended = '\t\tGood = Blur {\n\t\t\tLocked = true\n\t\t},\n';

  test('a tool with a fault stays as it is, those around it are formatted', () => {
    expect(formatted(`Composition {\n\tTools = {\n${good}${bad}${good}\t}  }`)).toBe(
      `Composition {\n\tTools = {\n${mended}${bad}${mended}\t}  }`,
    );
  });

  test('so are those beside it in a group', () => {
    const group = (tool: string) =>
      `{\n\tTools = {\n\t\tG = GroupOperator {\n\t\t\tTools = {\n${tool}${bad}\t\t\t}\n\t\t}\n\t}\n}`;
    const deeper = mended.replaceAll('\t\t', '\t\t\t\t').replace('\t\t\t\t\tL', '\t\t\t\t\tL');
    expect(formatted(group(good))).toBe(group(deeper));
  });

  test('a tool that is never closed', () => {
    const open = '\t\tOpen = Blur {\n\t\t\t  Locked = true,\n';
    expect(formatted(`Composition {\n\tTools = {\n${open}${good.replace('  ', '')}\t}\n}`)).toBe(
      `Composition {\n\tTools = {\n${open}${mended}\t}\n}`,
    );
  });
});

describe('a range', () => {
  const lines = [
    '{',
    'Tools = {',
    'A = Blur {',
    'Inputs = {',
    '  X = Input {Value=1},',
    '  Y = Input {Value=2},',
    '}',
    '}',
    '}',
    '}',
  ];
  const text = lines.join('\n');
  const lineStart = (line: number): number => lines.slice(0, line).join('\n').length + 1;

  test.each([
    ['one line of a tool', 4, 5, [[4, '\t\t\t\tX = Input { Value = 1 },']]],
    ['the line of a tool’s name', 2, 3, [[2, '\t\tA = Blur {']]],
    ['outside of tools', 1, 2, [[1, '\tTools = {']]],
  ] as const)('%s', (_name, from, to, changed) => {
    const expected = lines.map((line, index) => changed.find(([at]) => at === index)?.[1] ?? line);
    const range = { start: lineStart(from), end: lineStart(to) - 1 };
    expect(formatted(text, range, '\t')).toBe(expected.join('\n'));
  });
});

describe('any white space', () => {
  const lexer = new CompLexer();
  const blanks = fc.constantFrom('', ' ', '\t ', '\n', '\n  ', '  \n\t');
  const shaken = compText.chain((text) => {
    const images = lexer.tokenize(text).tokens.map((token) => token.image);
    return fc
      .array(blanks, { minLength: images.length, maxLength: images.length })
      .map((gaps) => ({ text, shaken: images.map((image, index) => image + gaps[index]).join('') }));
  });
  /** An empty table may stand on one line or on two. */
  const withoutEmpty = (text: string): string => text.replace(/\{\s*\}/g, '{}').trimEnd();

  test('comes out as Fusion writes it', () => {
    fc.assert(
      fc.property(shaken, ({ text, shaken }) => {
        const once = formatted(shaken, undefined, '\t');
        expect(withoutEmpty(once)).toBe(withoutEmpty(text));
        expect(editsOf(once)).toEqual([]);
      }),
    );
  });

  test('changes, and nothing else, whatever the grammar says of the text', () => {
    const everywhere = { start: 0, end: Number.POSITIVE_INFINITY };
    const style = { indent: '\t', lineEnd: '\n' };
    const pass = (text: string): string => {
      const edits = [...formatStretch({ start: 0, text, around: TableLayout.ofFile() }, everywhere, style)];
      return applyEdits(
        text,
        edits.filter((edit) => edit !== undefined),
      );
    };
    fc.assert(
      fc.property(tokenSoup, (soup) => {
        const text = `{ Tools = { ${soup} } }`;
        const once = pass(text);
        expect(wordsOf(once)).toEqual(wordsOf(text));
        expect(pass(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  test('changes, and nothing else, in any text', () => {
    fc.assert(
      fc.property(tokenSoup, (soup) => {
        const text = `Composition { Tools = { A = Blur { ${soup} } } }`;
        const once = formatted(text, undefined, '  ');
        expect(wordsOf(once)).toEqual(wordsOf(text));
        expect(formatted(once, undefined, '  ')).toBe(once);
      }),
      { numRuns: 1000, examples: [['"text"}}={Composition']] },
    );
  });
});
