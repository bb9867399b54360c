import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { plainValue } from '../../../../server/formats/yaml/plain-value.ts';
import { parseYaml } from '../../../../server/formats/yaml/yaml-text.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { askAt, askOfWhole } from '../fusion-comp/ask-everything.ts';
import { configAt, modelOf } from './config-at.ts';

const TEXT = `# A show 🎬
version: 1
extends: ../studio.compline.yaml
project: { id: DEMO, name: "🎬 show" }
roots:
  plates: { windows: 'P:\\', linux: /mnt/plates, map: 'Plates:' }
shots: { SH010: { frames: 1001-1100, handles: 8 } }
steps:
  COMP: &comp
    renderer: fusion
    renderSpec: pipeline/comp.yaml
  ROTO: *comp
renderers:
  fusion:
    program: bin/fusion
    args: ['{comp}', -start, "{first}"]
    progress: ['(?<frame>\\d+)']
roles: { lead: [ann, jo] }
checks: { machine-path: off }
silence:
  - codes: [last-file]
    files: '**/*.comp'
`;
const STUDIO = 'version: 1\nrenderers: { fusion: { program: f, args: [] } }\nframeRate: 24\n';

/** A change of a text: so many characters at a place give way to others. */
const change = fc.record({
  at: fc.nat(TEXT.length),
  length: fc.nat(30),
  insert: fc.constantFrom(
    '',
    ' ',
    '\n',
    '\r\n',
    '\t',
    ':',
    ': ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '#',
    '&a ',
    '*a',
    '🎬',
    '\ufeff',
    '~',
    '<<: ',
    'x',
    '{{',
    '|\n',
    '---\n',
  ),
});
const edited = fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) =>
  changes.reduce((text, { at, length, insert }) => {
    const start = Math.min(at, text.length);
    return text.slice(0, start) + insert + text.slice(start + length);
  }, TEXT),
);

test('whatever is typed, every answer is about the text', { timeout: FUZZ_TIMEOUT }, async () => {
  const { place } = await configAt(TEXT, { 'studio.compline.yaml': STUDIO, 'show/pipeline/comp.yaml': '' });
  await fc.assert(
    fc.asyncProperty(edited, fc.nat(TEXT.length), async (text, offset) => {
      const model = modelOf(text);
      await askOfWhole({ model, text, place });
      await askAt({ model, text, place }, Math.min(offset, text.length));
    }),
    { numRuns: fuzzRuns(80) },
  );
});

test('formatting says the same, and a second time changes nothing', { timeout: FUZZ_TIMEOUT }, () => {
  fc.assert(
    fc.property(edited, (text) => {
      const format = (before: string) =>
        applyEdits(
          before,
          [...(modelOf(before).format?.('  ') ?? [])].filter((edit) => edit !== undefined),
        );
      const once = format(text);
      expect(format(once)).toBe(once);
      if (parseYaml(text).faults.length === 0) expect(plainValue(parseYaml(once))).toEqual(plainValue(parseYaml(text)));
    }),
    { numRuns: fuzzRuns(80) },
  );
});
