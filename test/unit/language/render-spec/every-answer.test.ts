import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { plainValue } from '../../../../server/formats/yaml/plain-value.ts';
import { parseYaml } from '../../../../server/formats/yaml/yaml-text.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { placeEdit, share } from '../../formats/comp/random-edits.ts';
import { askAt, askOfWhole } from '../fusion-comp/ask-everything.ts';
import { all, modelOf, specPlace } from './spec-model.ts';

const place = specPlace('{ COMP: { renderSpec: pipeline/comp.renderspec.yaml } }', [
  '/show/05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP/DEMO_S_SH010_COMP.comp',
]);

/** A spec that has a little of everything. */
const VARIOUS = `# the spec 🎬 of comps
fusion:
    final: &base
        format: OpenEXRFormat   # exr
        image_sequence: yes
        export_dest: step
        properties: { OpenEXRFormat.Compression: 8, "OpenEXRFormat.Depth": 7,
            DPXFormat.X: .nan }
    preview:
        <<: *base
        format: PngFormat
        properties: &p
          - 1
          -   a: *base
              b: "x
                y"
naming:
  final_suffix: .vfx
  preview_suffix: |
    block
      text
? [complex, key]
: *p
formats: [abc, {mb: {x: 1}}, *nothing]
final_sufix: !tag 'it''s'
`;

/** Texts that YAML means something by. */
const PIECES = [
  '',
  ' ',
  '  ',
  '\t',
  '\n',
  '\r\n',
  ':',
  ': ',
  '- ',
  '{',
  '}',
  '[',
  ']',
  ',',
  '"',
  "'",
  '#',
  ' # ',
  '&a ',
  '*a',
  '*base',
  '|\n',
  '>-\n',
  '? ',
  '---\n',
  '...\n',
  '%YAML 1.2\n',
  '<<: *base\n',
  '!x ',
  '\0',
  '\ufeff',
  '目',
  '🎬',
  'fusion:\n',
  '    format: ',
  '<<<<<<< HEAD\n',
  '=======\n',
  '>>>>>>> b\n',
  'properties: { OpenEXRFormat.Depth: 1 }',
  '__proto__: 1\n',
  'null',
  '~',
  'yes',
  '.inf',
];

const edit = fc.record({
  at: share,
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(60)),
  text: fc.constantFrom(...PIECES),
  atLineStart: fc.boolean(),
});

const edited = fc
  .tuple(fc.constantFrom(VARIOUS, VARIOUS.replaceAll('\n', '\r\n'), ''), fc.array(edit, { maxLength: 8 }))
  .map(([text, edits]) =>
    edits.reduce((result, each) => {
      const { start, end } = placeEdit(result, each);
      return result.slice(0, start) + each.text + result.slice(end);
    }, text),
  );

function meaning(text: string): unknown {
  const plain = plainValue(parseYaml(text));
  return 'fault' in plain ? 'fault' : plain.value;
}

describe('whatever the text', () => {
  test(
    'every answer is about it, formatting is done once and keeps what is said',
    () =>
      fc.assert(
        fc.asyncProperty(edited, fc.array(share, { minLength: 3, maxLength: 3 }), async (text, places) => {
          const model = modelOf(text);
          await askOfWhole({ model, text, place });
          for (const at of places) await askAt({ model, text, place }, Math.floor(at * (text.length + 1)));
          const once = applyEdits(text, all(model.format?.('  ')));
          expect(applyEdits(once, all(modelOf(once).format?.('  ')))).toBe(once);
          expect(meaning(once)).toEqual(meaning(text));
        }),
        { numRuns: fuzzRuns(150) },
      ),
    FUZZ_TIMEOUT,
  );

  test(
    'an anchor that gets another name and its own again leaves the text as it was',
    () =>
      fc.assert(
        fc.property(edited, share, (text, at) => {
          const model = modelOf(text);
          const offset = Math.floor(at * (text.length + 1));
          const target = model.renameTarget?.(offset);
          const outcome = target && model.rename?.(offset, 'quite-other');
          if (target === undefined || outcome === undefined || !('edits' in outcome)) return;
          const renamed = applyEdits(text, all(outcome.edits));
          const back = modelOf(renamed).rename?.(renamed.indexOf('quite-other'), target.name);
          if (back !== undefined && 'edits' in back) expect(applyEdits(renamed, all(back.edits))).toBe(text);
        }),
        { numRuns: fuzzRuns(150) },
      ),
    FUZZ_TIMEOUT,
  );
});
