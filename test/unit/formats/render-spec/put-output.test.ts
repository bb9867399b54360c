import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isRefusal, type SaverSpec } from '../../../../server/formats/render-spec/from-saver.ts';
import { putOutput } from '../../../../server/formats/render-spec/put-output.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';

const SPEC: SaverSpec = {
  format: 'OpenEXRFormat',
  imageSequence: true,
  properties: new Map([['OpenEXRFormat.Depth', 1]]),
  sourceNumbering: undefined,
  notices: [],
};

/** The text with the output, or the reason why it has none. */
function put(text: string, output: 'final' | 'preview' = 'final', spec = SPEC): string {
  const result = putOutput(text, spec, output);
  return isRefusal(result) ? result.reason : applyEdits(text, result.edits);
}

const FINAL = `    export_dest: project
    format: OpenEXRFormat
    image_sequence: true
    properties:
      OpenEXRFormat.Depth: 1
`;
const BRACES =
  '{ export_dest: project, format: OpenEXRFormat, image_sequence: true, properties: { OpenEXRFormat.Depth: 1 } }';

describe('only the section is exchanged', () => {
  test.each([
    ['an empty text', '', `fusion:\n  final:\n${FINAL}`],
    ['a comment', '# ours', `# ours\nfusion:\n  final:\n${FINAL}`],
    ['a document that says nothing', '---\n...\n', `---\nfusion:\n  final:\n${FINAL}...\n`],
    ['other keys', 'delete_history: true # Maya\n', `delete_history: true # Maya\nfusion:\n  final:\n${FINAL}`],
    ['other keys, no line end', 'a:\n  b: 1', `a:\n  b: 1\nfusion:\n  final:\n${FINAL.trimEnd()}`],
    ['fusion without value', 'fusion: # to come\nnaming: {}\n', `fusion: # to come\n  final:\n${FINAL}naming: {}\n`],
    ['an output without value', 'fusion:\n  final:\nnaming: {}\n', `fusion:\n  final:\n${FINAL}naming: {}\n`],
    [
      'the other output',
      'fusion:\n  preview: { format: PNGFormat } # p\n# end\n',
      `fusion:\n  preview: { format: PNGFormat } # p\n  final:\n${FINAL}# end\n`,
    ],
    [
      'the output itself, and what is around it',
      '# head\nfusion:\n  # of finals\n  final: # here\n    format: PNGFormat # old\n    properties: { PNGFormat.SaveAlpha: 1 }\n\n  # of previews\n  preview: {}\nnaming:\n  final_suffix: _vfx\n',
      `# head\nfusion:\n  # of finals\n  final: # here\n${FINAL}\n  # of previews\n  preview: {}\nnaming:\n  final_suffix: _vfx\n`,
    ],
    [
      'where finals go',
      'fusion:\n  final:\n    export_dest: step\n',
      `fusion:\n  final:\n${FINAL.replace('project', 'step')}`,
    ],
    [
      'another indent',
      'fusion:\n    final:\n        format: X\n',
      `fusion:\n    final:\n${FINAL.replace(/^ {4}/gm, '        ')}`,
    ],
    [
      'line ends of Windows',
      'fusion:\r\n  final:\r\n    format: X\r\n',
      `fusion:\r\n  final:\r\n${FINAL.replaceAll('\n', '\r\n')}`,
    ],
    ['a value between braces', 'fusion:\n  final: { format: X }\n', `fusion:\n  final:\n${FINAL}`],
    ['an empty map', 'fusion: {}\n', `fusion:\n  final:\n${FINAL}`],
    [
      'all between braces',
      '{ fusion: { preview: {} }, a: 1 }\n',
      `{ fusion: { preview: {}, final: ${BRACES} }, a: 1 }\n`,
    ],
    ['braces with the output', '{ fusion: { final: { format: X }, } }\n', `{ fusion: { final: ${BRACES}, } }\n`],
    ['braces without fusion', '{ a: 1, }\n', `{ a: 1, fusion: { final: ${BRACES} }, }\n`],
    [
      'an anchor',
      'fusion:\n  final: &f\n    format: X\n  preview: *f\n',
      `fusion:\n  final: &f\n${FINAL}  preview: *f\n`,
    ],
    ['an alias', 'x: &x { format: X }\nfusion:\n  final: *x\n', `x: &x { format: X }\nfusion:\n  final:\n${FINAL}`],
    ['emoji', '# 🎬\n🎬: 1\n', `# 🎬\n🎬: 1\nfusion:\n  final:\n${FINAL}`],
  ])('%s', (_name, text, expected) => {
    expect(put(text)).toBe(expected);
  });

  test('a preview has no destination', () => {
    expect(put('fusion:\n  preview:\n    format: X\n', 'preview')).toBe(
      `fusion:\n  preview:\n${FINAL.replace('    export_dest: project\n', '')}`,
    );
  });
});

test.each([
  ['a text with faults', 'fusion: [\n', 'The render spec has faults. Mend them first: see the Problems panel.'],
  ['two documents', 'a: 1\n---\nb: 1\n', 'The render spec has faults. Mend them first: see the Problems panel.'],
  ['a list', '- 1\n', 'The render spec is written so that fusion.final cannot be exchanged alone. Change it by hand.'],
])('refuses %s', (_name, text, reason) => {
  expect(put(text)).toBe(reason);
});

test('every value comes back, and the rest of the document stays', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.boolean(),
  );
  const name = fc.string({ unit: 'binary', minLength: 1 });
  const texts = fc.constantFrom(
    '',
    'a: 1\n',
    'fusion:\n  preview: {}\n',
    '{ fusion: { final: {} }, a: 1 }',
    'fusion:\n  final:\n    x: 1\n',
  );
  fc.assert(
    fc.property(texts, fc.dictionary(name, value, { maxKeys: 3 }), (text, properties) => {
      const spec = { ...SPEC, properties: new Map(Object.entries(properties)) };
      const after: unknown = parse(put(text, 'final', spec));
      const before: unknown = parse(text) ?? {};
      expect(after).toMatchObject({
        fusion: { final: Object.keys(properties).length > 0 ? { properties } : { format: 'OpenEXRFormat' } },
      });
      expect(after).toHaveProperty('fusion');
      if (typeof before === 'object' && before !== null && 'a' in before) expect(after).toHaveProperty('a', 1);
    }),
  );
});
