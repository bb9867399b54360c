import { describe, expect, test } from 'vitest';
import { CompTreeReader } from '../../../../server/formats/comp/parse-tree.ts';
import { describeValue } from './describe-tree.ts';

const reader = new CompTreeReader();

describe('every construct of the format is read', () => {
  test.each([
    ['a composition', 'Composition { A = 1 }', 'Composition{A=1}'],
    ['without a blank before the brace', 'Composition{}', 'Composition{}'],
    ['a setting', '{ Tools = ordered() { } }', '{Tools=ordered(){}}'],
    ['the NUL at the end', 'Composition {\n}\n\n\0', 'Composition{}'],
    ['CRLF', 'Composition {\r\n\tA = 1,\r\n\tB = 2\r\n}\r\n', 'Composition{A=1,B=2}'],
    ['a byte-order mark', '\ufeff{ A = 1 }', '{A=1}'],
    ['a banner before a setting', '--[[ licence\n{ ]]\n-- more {\n{ A = 1 }', '{A=1}'],
    ['comments inside', '{ A = 1, -- { "\n --[==[ } ]] ]==] B = 2 }', '{A=1,B=2}'],
    [
      'braces on lines of their own',
      '{\n\tTools = ordered()\n\t{\n\t\tA = Merge\n\t\t{\n\t\t}\n\t}\n}',
      '{Tools=ordered(){A=Merge{}}}',
    ],
    [
      'dotted constructors',
      '{ A = ofx.com.blackmagicdesign.resolvefx.Glow { } }',
      '{A=ofx.com.blackmagicdesign.resolvefx.Glow{}}',
    ],
    ['blanks inside a constructor', '{ A = Fuse . X { }, B = ordered ( ) { } }', '{A=Fuse.X{},B=ordered(){}}'],
    [
      'keys in brackets',
      '{ ["Gamut.SLogVersion"] = 1, ["目パチ"] = Merge { } }',
      '{["Gamut.SLogVersion"]=1,["目パチ"]=Merge{}}',
    ],
    ['numbers as keys', '{ [0] = 1, [-3] = 2, [0.0157480314960631] = { } }', '{[0]=1,[-3]=2,[0.0157480314960631]={}}'],
    [
      'mixed tables',
      '{ { [0] = 1, 2, 3 }, { 12.5, RH = { }, Flags = { Linear = true } } }',
      '{{[0]=1,2,3},{12.5,RH={},Flags={Linear=true}}}',
    ],
    ['an empty FuID', '{ FuID { }, FuID { "SLog2" } }', '{FuID{},FuID{"SLog2"}}'],
    [
      'numbers',
      '{ 1, -1, 0.5, 2.22e-16, 5.55e-017, 1e+05, -0, 0x74fa, -0x10, .5, 5. }',
      '{1,-1,0.5,2.22e-16,5.55e-17,100000,-0,29946,-16,0.5,5}',
    ],
    ['booleans', '{ true, false, A = true, trueish = 1 }', '{true,false,A=true,trueish=1}'],
    [
      'escapes',
      String.raw`{ "a\nb\"c\\d\re\/f\65\9x" }`,
      JSON.stringify(['a\nb"c\\d\re/fA\tx']).replace(/^\[(.*)\]$/, '{$1}'),
    ],
    ['braces and commas in strings', '{ A = "} , { = ]]", B = 1 }', '{A="} , { = ]]",B=1}'],
    ['single quotes', `{ 'it "is"', A = '' }`, '{"it \\"is\\"",A=""}'],
    ['long strings', '{ A = [[\nx "y" }]], B = [==[ ]] ]==] }', '{A="x \\"y\\" }",B=" ]] "}'],
    ['commas or none at the end', '{ A = { 1, }, B = { 1 }, }', '{A={1},B={1}}'],
    ['U+FFFD in a string', '{ A = "\ufffd\u0000x" }', `{A=${JSON.stringify('\ufffd\u0000x')}}`],
    ['duplicate keys', '{ A = 1, A = 2 }', '{A=1,A=2}'],
  ])('%s', (_name, text, expected) => {
    const { root, errors, cutOff } = reader.read(text);
    expect(describeValue(root)).toBe(expected);
    expect(errors).toEqual([]);
    expect(cutOff).toBe(false);
  });
});

describe('positions', () => {
  const text = 'Composition { ["a\\"b"] = Fuse.X { "t" }, [1] = 2 }';

  test('point at the text they speak of', () => {
    const { root } = reader.read(text);
    const [first, second] = root?.entries ?? [];
    const cut = (range: { start: number; end: number } | undefined) => range && text.slice(range.start, range.end);
    expect(cut(root)).toBe(text);
    expect(text[root?.open ?? -1]).toBe('{');
    expect(root?.close).toBe(text.length - 1);
    expect(cut(root?.constructorRange)).toBe('Composition');
    expect(cut(first)).toBe('["a\\"b"] = Fuse.X { "t" }');
    expect(cut(first?.key)).toBe('["a\\"b"]');
    expect(cut(first?.key?.nameRange)).toBe('a\\"b');
    expect(first?.key?.name).toBe('a"b');
    const table = first?.value?.kind === 'table' ? first.value : undefined;
    expect(cut(table)).toBe('Fuse.X { "t" }');
    expect(cut(table?.constructorRange)).toBe('Fuse.X');
    const literal = table?.entries[0]?.value?.kind === 'string' ? table.entries[0].value : undefined;
    expect(cut(literal)).toBe('"t"');
    expect(cut(literal?.contentRange)).toBe('t');
    expect(cut(second?.key?.nameRange)).toBe('1');
  });
});
