import { describe, expect, test } from 'vitest';
import { compKind } from '../../../server/checks/comp-kind.ts';
import { FILE_CHECKS, fileFindings, LARGEST_FILE, sizeFinding } from '../../../server/checks/file-findings.ts';
import type { FileKind } from '../../../server/checks/file-kind.ts';
import { writeMarks } from '../formats/marked-text.ts';

const COMPS = [compKind];
const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('what is wrong with a file before it is read', () => {
  test.each([
    ['empty', '', 'file-not-comp error', '«»', /empty/],
    ['blank', '\n \n\0', 'file-not-comp error', '«»', /empty/],
    ['binary', '\x89PNG\r\n\x1a\n\0\0', 'file-not-comp error', '«»', /binary/],
    ['a shader', '#version 450\nvoid main() {}', 'file-not-comp error', '«#version 450»\nvoid main() {}', /GLSL/],
    ['another text', 'hello', 'file-not-comp error', '«hello»', /no Fusion file/],
    ['UTF-16', '\xff\xfe{\0 \0}\0\n\0', 'file-encoding error', '«{ }»\n', /UTF-16; Fusion writes UTF-8/],
  ])('%s', (_name, content, finds, marked, message) => {
    const { text, findings, kind } = fileFindings(bytes(content), COMPS);
    expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual([finds]);
    expect(findings[0]?.message).toMatch(message);
    if (marked !== '«»')
      expect(
        writeMarks(
          text,
          findings.map(({ range }) => range),
        ),
      ).toBe(marked);
    expect(kind).toBeUndefined();
  });

  test('bytes that are not UTF-8 are told at their first place', () => {
    const { text, findings, kind } = fileFindings(bytes('{ A = "\xf9", B = "\xdd\xff" }'), COMPS);
    expect(kind).toBe(compKind);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ code: 'file-encoding', severity: 'warning' });
    expect(findings[0]?.message).toMatch(/first of 2 such places/);
    const places = [findings[0], ...(findings[0]?.related ?? [])].flatMap((place) => place?.range ?? []);
    expect(writeMarks(text, places)).toBe('{ A = "«\ufffd»", B = "«\ufffd\ufffd»" }');
  });

  test.each([
    ['a comp', 'Composition {\n}\n\n\0'],
    ['a setting with a banner', '-- licence\n{ Tools = ordered() { } }'],
    ['a comp that is cut off', 'Composition {\n\tTools = {'],
    ['a comp behind a conflict mark', '<<<<<<< HEAD\nComposition {\n}'],
    ['a comp with NULs further on', `Composition { A = "${'x'.repeat(2000)}" }\0\0\0 x`],
  ])('%s is left to the parser', (_name, content) => {
    expect(fileFindings(bytes(content), COMPS)).toEqual({
      text: content,
      findings: [],
      kind: compKind,
      isOthers: false,
    });
  });

  test('a file that is too large is not read', () => {
    expect(sizeFinding(LARGEST_FILE)).toBeUndefined();
    expect(sizeFinding(LARGEST_FILE + 1)?.findings[0]?.message).toMatch(/51 MB and is not checked/);
    expect(fileFindings(new Uint8Array(LARGEST_FILE + 1), COMPS)).toMatchObject({
      text: '',
      kind: undefined,
      findings: [{ code: 'file-too-large', severity: 'warning' }],
    });
  });

  test('severities are the user’s', () => {
    expect(fileFindings(bytes(''), COMPS, { 'file-not-comp': 'hint' }).findings[0]?.severity).toBe('hint');
    expect(fileFindings(bytes(''), COMPS, { 'file-not-comp': 'off' })).toMatchObject({
      text: '',
      findings: [],
      kind: undefined,
    });
    expect(FILE_CHECKS.map(({ code }) => code)).toEqual(['file-encoding', 'file-not-comp', 'file-too-large']);
  });
});

describe('files of other kinds', () => {
  const read = () => ({ findings: () => [] });
  const spec: FileKind = { languageId: 'spec', matches: (name) => name.endsWith('.spec'), read };
  const batch: FileKind = {
    languageId: 'batch',
    matches: (name) => name.endsWith('.json'),
    recognizes: (text) => text.includes('layers'),
    read,
  };

  test.each([
    ['the name alone decides', 'anything', [spec], [], spec, false],
    ['the text decides', '{ "layers": [] }', [batch], [], batch, false],
    ['of several kinds the first that fits holds', '{ "layers": [] }', [compKind, batch, spec], [], batch, false],
    ['a text that no kind knows is another program’s', '{}', [batch], [], undefined, true],
    ['binary under a name that decides', 'a\0b', [spec], ['file-encoding error'], undefined, false],
    ['binary under a name that does not', 'a\0b', [batch], [], undefined, true],
    ['UTF-16', '\xff\xfea\0', [spec], ['file-encoding error'], undefined, false],
    ['bytes that are not UTF-8', 'a\xf9', [spec], ['file-encoding warning'], spec, false],
    ['empty', '', [spec], [], spec, false],
    ['a shader is another program’s', '#version 450', [compKind], ['file-not-comp error'], undefined, true],
  ])('%s', (_name, content, kinds, finds, kind, isOthers) => {
    const found = fileFindings(bytes(content), kinds);
    expect(found.findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual(finds);
    expect([found.kind, found.isOthers]).toEqual([kind, isOthers]);
  });
});
