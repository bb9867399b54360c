import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { readMarks, writeMarks } from '../marked-text.ts';

const CASES: readonly [marked: string, ...messages: RegExp[]][] = [
  // Words and separators.
  ['{ A = 1 «;» B = 2 }', /`;`/],
  ['{ Ap«;»yMode = InstanceInput { }, B = 1 }', /`;`/],
  ['{ A = «1» B = 2 }', /`,` is missing/],
  ['{\n\tA = {\n\t«}»\n\tB = 2\n}', /`,` is missing/],
  ['{ A = 1,«,» B = 2 }', /no entry before this/],
  ['{ «A =», B = 2 }', /value of `A` is missing/],
  ['{\n\t«Filename =»\n\tFormatID = "x",\n}', /value of `Filename` is missing/],
  ['{\n\t«["a.b"] =»\n}', /value of `a.b` is missing/],
  ['{ A = «nil» }', /`nil` is no value/],
  ['{\n\tA = «Input»,\n\tB = 1\n}', /`Input` is no value/],
  ['{ «Word», B = 1 }', /`Word` is no value/],
  ['{ A = 1 «)», B = 1 }', /`\)` cannot stand here/],
  ['{ A = «ordered()» }', /followed by a table/],
  ['{ A = 5 «*» 2 }', /`\*` cannot stand/],
  ['{ "a"«:» 1 }', /`\["a"\] =` in a comp; `:` is how JSON/],
  ['{ A = «1.2.3» }', /no number/],
  ['{ «Blur1» Blur { }, B = 1 }', /`=` is missing after `Blur1`/],
  ['{ «CurrentTime» : 1 }', /`=` is missing after `CurrentTime`/],
  ['{\n\t«Glo»\n\tB = 1\n}', /`Glo` is no value/],
  ['{ A = «False» }', /`False` is no value/],
  ['{ A = «BG»", \n}', /`BG` is no value/],
  ['{ «Pos = (» 1, 2 ) }', /cannot begin with `\(`/],
  ['{ «A = [»[time / 2 }', /`\]\]` is missing/],
  // What generators and typists write.
  ['{ Value = «0,5» }', /decimal point .* `0\.5`/],
  ['{ Value = «-12,25», B = 1 }', /decimal point .* `-12\.25`/],
  ['{ ["A.B"] = Input { Value = «1,0», } }', /decimal point/],
  ['{ Tools = «ordered» { A = Blur { } } }', /`\(\)` is missing after `ordered`/],
  ['{ Tools = «ordered )» { A = Blur { } } }', /must be written `ordered\(\)`/],
  ['{ Tools = «ordered ( ( )» { A = Blur { } } }', /must be written `ordered\(\)`/],
  ['{ Tools = «()» { A = Blur { } } }', /must be written `ordered\(\)`/],
  ['{ «Blur 1» = Blur { } }', /name with a blank must be written `\["Blur 1"\]`/],
  ['{ A = 1, «Final Grade» = Merge { }, B = 1 }', /name with a blank must be written `\["Final Grade"\]`/],
  ['{ «Key Light 2» = Blur { } }', /name with a blank/],
  ['{ «Merge-1» = Blur { } }', /^This name must be written `\["Merge-1"\]`/],
  ['{ A = 1, «3D_Title» = Blur { } }', /^This name must be written `\["3D_Title"\]`/],
  ['{ A = «1» Title = Blur { } }', /`,` is missing/],
  ['{ SourceOp = «“»Back 1”, Source = "Output" }', /no quote/],
  ['{ SourceOp = «‘»Back1, \n}', /no quote/],
  ['{\n\t«//» { note\n\tA = 1 }', /comment begins with `--`/],
  ['{\n«#» note\n\tA = 1 }', /comment begins with `--`/],
  ['{ A = { B = 1 }, «//» note\n}', /comment begins with `--`/],
  ['{ A = «//»server/share, B = 1 }', /cannot stand outside of quotes/],
  ['{ «/*» note */ A = 1 }', /comment stands between `--\[\[` and `\]\]`/],
  ['{ «/*» note,\n\tB = 2, «*/» A = 1 }', /between `--/, /between `--/],
  ['{ A = «1.#INF», B = 2 }', /`1\.#INF` is no number/],
  ['{ A = { «-1.#IND00», 2 } }', /`-1\.#IND00` is no number/],
  ['{ A = «=» Blur { } }', /`=` is one too many/],
  ['{ A = «= =» 5 }', /`=` is one too many/],
  ['{ A = Blur «Blur» { } }', /`Blur` stands here twice/],
  ['{ A = Blur «)» { } }', /`\)` cannot stand here/],
  ['{ A = «.» Blur { } }', /`\.` cannot stand here/],
  ['{ Tools = { «=» Blur { } } }', /name before this `=` is missing/],
  ['{ «Tools» { A = Blur { } } }', /`=` is missing after `Tools`/],
  ['«Tools» = ordered() { A = Blur { } } }', /`\{` is missing before this/],
  // Keys.
  ['{ «[»["a.b"] = 1 }', /key between the brackets is missing/],
  ['{ ["a.b"]«]» = 1 }', /cannot stand here/],
  ['{ "a.b"«]» = 1 }', /cannot stand here/],
  ['{ «Gamut.SLogVersion» = 1, B = 2 }', /must be written `\["Gamut.SLogVersion"\]`/],
  ['{ «目パチ» = Merge { } }', /must be written/],
  ['{ «[foo]» = 1 }', /must be written/],
  ['{ «"Gamut.SLogVersion"» = 1 }', /must stand in brackets/],
  ['{ «["a"» = 1 }', /`\]` is missing/],
  ['{ «["a"]» 1 }', /`=` is missing/],
  ['{ «[]» = 1 }', /key between the brackets is missing/],
  // Strings, comments and characters.
  ['{\n\tA = «"C:/x.exr»,\n\tB = 2\n}', /closing `"`/],
  ['{\n\tA = Input { Value = «"Hello», },\n\tB = 2\n}', /closing `"`/],
  ['{\n\tFilename = «"C:\\dir\\"»,\n\tB = 2\n}', /closing `"`/],
  ['{ A = 1, «--[[ never closed }»\n B = 2 }', /comment is not closed/],
  ['{ A = 1, «\ufffd» B = 2 }', /U\+FFFD/],
  ['{ A = 1, «\0» B = 2 }', /NUL/],
  ['{ A«\u00a0»= 1 }', /U\+00A0/],
  ['{ A = 1, «@%» B = 2 }', /`@%`/],
  // Around the outermost table.
  ['{ A = 1 }\n«B = 2»', /ends before this/],
  ['«rubbish\n»Composition { A = 1 }', /stands before the composition/],
  ['«composition» { A = 1 }', /starts with `Composition \{`/],
  ['«»', /empty/],
  ['«#version 450»\nvoid main() { }', /no Fusion text/],
  ['«Composition»', /`\{` is missing/],
  // Braces.
  ['{\n\tA = {\n\t\tB = 1«,»\n\tC = 2\n}', /table `A` is not closed/],
  ['{\n\tA = Input { Value = 1«,»\n\tC = 2\n}', /table `A` is not closed/],
  ['{\n\tA = {\n\t\tB = 1,\n\t},\n\t«}»,\n\tC = 2\n}', /closes nothing/],
  ['{\n\tA = {\n«}»\n\t\tB = 1,\n\t},\n\tC = 2\n}', /closes nothing/],
  ['{\n\tA = «Merge»\n\t\tB = 1,\n\t},\n\tC = 2\n}', /`\{` is missing after `Merge`/],
  ['{\n\tA «=»\n\t\tB = 1,\n\t},\n\tC = 2\n}', /`\{` is missing after `=`/],
  ['Composition {\n\tA = {\n\t\tB = «1»', /breaks off: 2 tables .* table `A`/],
  ['{ A = { B = 1 «}»', /breaks off: the outermost table/],
];

/** Texts with an error, and what the repair of it leaves. */
const MENDED: readonly [damaged: string, mended: string][] = [
  ['{\n\tA = {\n\t\tB = 1,\n\tC = 2\n}', '{\n\tA = {\n\t\tB = 1,\n\t},\n\tC = 2\n}'],
  ['{\r\n\tA = {\r\n\t\tB = { }\r\n\tC = 2\r\n}', '{\r\n\tA = {\r\n\t\tB = { }\r\n\t},\r\n\tC = 2\r\n}'],
  ['{\n\tA = Input { Value = 1,\n\tC = 2\n}', '{\n\tA = Input { Value = 1, },\n\tC = 2\n}'],
  [
    '{\n\tA = {\n\t\tB = Input { C = 1 } },\n\t\tD = 2\n\t}\n}',
    '{\n\tA = {\n\t\tB = Input { C = 1 },\n\t\tD = 2\n\t}\n}',
  ],
  ['{\n\tA = {\n\t},\n\t},\n\tB = 1\n}', '{\n\tA = {\n\t},\n\tB = 1\n}'],
  ['{\n\tA = 1\n}\n}\n', '{\n\tA = 1\n}\n'],
  ['{\n\tA = { }', '{\n\tA = { }\n}'],
  ['{ A = BG" }', '{ A = "BG" }'],
  ['{ A = BG }', '{ A = "BG" }'],
  ['{ A = True }', '{ A = true }'],
  ['{ A : 1 }', '{ A = 1 }'],
  ['{ A = 0,5 }', '{ A = 0.5 }'],
  ['{ Tools = ordered { } }', '{ Tools = ordered() { } }'],
  ['{ Tools = ordered(( ) { } }', '{ Tools = ordered() { } }'],
  ['{ Blur 1 = Blur { } }', '{ ["Blur 1"] = Blur { } }'],
  ['{ 3D_Title = Blur { } }', '{ ["3D_Title"] = Blur { } }'],
  ['{ A = “Back 1”, B = 1 }', '{ A = "Back 1", B = 1 }'],
  ['{\n\t// note\n\tA = 1\n}', '{\n\t-- note\n\tA = 1\n}'],
  ['{\n\t# note\n\tA = 1\n}', '{\n\t-- note\n\tA = 1\n}'],
  ['{\n\tA = 1, // note\n\tB = 2\n}', '{\n\tA = 1, -- note\n\tB = 2\n}'],
  ['{ /* A = 1, */ B = 2 }', '{ --[[ A = 1, ]] B = 2 }'],
  ['{ A = -1.#IND, B = 2 }', '{ A = 0, B = 2 }'],
  ['{ A = 1.#INF }', '{ A = 0 }'],
  ['{ A = = 1 }', '{ A = 1 }'],
  ['{ A = Blur Blur { } }', '{ A = Blur { } }'],
  ['Tools = ordered() { } }', '{ Tools = ordered() { } }'],
];

describe('what Fusion could not read', () => {
  test.each(MENDED)('%j is mended', (damaged, mended) => {
    const [error] = parseComp(damaged).errors;
    expect(applyEdits(damaged, error?.repair?.edits ?? [])).toBe(mended);
  });

  test.each(CASES)('%j', (marked, ...messages) => {
    const { text } = readMarks(marked);
    const { errors } = parseComp(text);
    expect(
      writeMarks(
        text,
        errors.map((error) => error.range),
      ),
    ).toBe(marked);
    expect(errors).toHaveLength(messages.length);
    for (const [index, error] of errors.entries()) expect(error.message).toMatch(messages[index] ?? /never/);
  });

  test.each(CASES)('what is offered to mend it leaves no error: %j', (marked) => {
    const { text } = readMarks(marked);
    for (const { repair } of parseComp(text).errors) {
      if (repair !== undefined) expect(parseComp(applyEdits(text, repair.edits)).errors).toEqual([]);
    }
  });

  test.each([
    '{ A = { 0,5 }, [0] = 1,2,3, B = 1, 5 }',
    '{ A = { [1] = 0,5 } }',
    '{ A = ordered() { }, B = Input { }, C = Fuse.Wireless { } }',
    '{ A =\n{ } }',
  ])('nothing is wrong with %j', (text) => {
    expect(parseComp(text).errors).toEqual([]);
  });

  test('at most a hundred errors are told, one to a line', () => {
    const text = `{\n${'\tA = ) ) ),\n'.repeat(500)}}`;
    expect(parseComp(text).errors).toHaveLength(100);
    expect(
      new Set(parseComp(text).errors.map((error) => text.slice(0, error.range.start).split('\n').length)).size,
    ).toBe(100);
  });

  test('text without any table is told by kind', () => {
    expect(parseComp('Hello').root).toBeUndefined();
    expect(parseComp('').tools).toEqual([]);
  });
});
