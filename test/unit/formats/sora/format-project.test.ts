import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatProject } from '../../../../server/formats/sora/format-project.ts';
import { parseProject } from '../../../../server/formats/sora/parse-project.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';

function format(text: string): string {
  return applyEdits(
    text,
    [...formatProject(parseProject(text))].filter((edit) => edit !== undefined),
  );
}

describe('a project is written as Python writes it with indent=2 and ensure_ascii=False', () => {
  test.each([
    ['{"a":1,"b":[]}', '{\n  "a": 1,\n  "b": []\n}'],
    ['{ "a" : [ 1 , {"b":{ }} ] }', '{\n  "a": [\n    1,\n    {\n      "b": {}\n    }\n  ]\n}'],
    ['{"a": "\\u00e9 \\/ \\u0007 \\ud83d\\ude00"}', '{\n  "a": "é / \\u0007 😀"\n}'],
    ['{"a": 5.0, "b": 1e3, "c": -0}', '{\n  "a": 5.0,\n  "b": 1e3,\n  "c": -0\n}'],
    ['{\r\n"a": 1}\r\n\r\n', '{\r\n  "a": 1\r\n}\r\n'],
    ['  {}', '{}'],
    ['\ufeff{"a":1}', '\ufeff{\n  "a": 1\n}'],
    ['{"a": "{b}: [c], \\"d\\""}', '{\n  "a": "{b}: [c], \\"d\\""\n}'],
    ['{"a": 1,', '{"a": 1,'],
  ])('%j', (text, formatted) => {
    expect(format(text)).toBe(formatted);
    expect(format(formatted)).toBe(formatted);
  });
});

test('what it says stays the same, and a second time changes nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
      const text = JSON.stringify({ value }, undefined, indent);
      const formatted = format(text);
      expect(formatted).toBe(JSON.stringify(JSON.parse(text), undefined, 2));
      expect(format(formatted)).toBe(formatted);
    }),
  );
});
