import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { DocumentText } from '../../../../server/formats/text/document-text.ts';
import type { TextRange } from '../../../../server/formats/text/range.ts';
import type { LanguageModel } from '../../../../server/language/language-support.ts';
import { SoraReader } from '../../../../server/language/sora-project/sora-reader.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { BEFORE_THE_END } from '../../checks/sora/sora-case.ts';
import { share } from '../../formats/comp/random-edits.ts';
import { askAt } from '../fusion-comp/ask-everything.ts';
import { projectPlace } from './project-place.ts';

const place = projectPlace({
  'teaser.csv': 'subject,the place\na fox,😀\na crow,\n',
  'other.csv': 'a;"b\n1',
  'a.png': 'x',
});

/** A project that has a little of everything, and some faults. */
const VARIOUS = `{
  "name": "Teaser 😀", "schema": 1, "mine": { "deep": [1, { "a": 1, "a": 2 }] },
  "output_dir": "out", "modified_at": "never",
  "shots": [
    { "id": "a", "model": "sora-2", "width": 1920, "height": 1080, "duration_s": 5,
      "prompt": "😀 A {subject} at \\u007bthe place\\u007D, {{really}}, {unknown", "ref_images": ["a.png", "b.png", 1],
      "status": "active", "meta": { "compline": { "csv": "other.csv" } }, "promt": "x" },
    { "id": "a", "model": "sora-2", "width": "1280", "height": 720, "prompt": "{subject}\\n{}" },
    null
  ],
  "templates": [ { "id": "", "name": "Hero", "prompt": "{ the place }", "pinned": "true" } ],
  "settings": { "poll_seconds": 2, "xyz": null }, "current_model": "sora2", "current_size": "big", "current_prompt": "{subject"
}
`;

const PIECES = [
  '',
  ' ',
  '\n',
  '\r\n',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\\u0041',
  '{subject}',
  '{{',
  '"shots": [',
  'null',
  '1',
  '😀',
  '\ud83d',
  '\ufeff',
  '//',
  '"meta": {',
];

const edit = fc.record({
  at: share,
  length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
  text: fc.constantFrom(...PIECES),
});

function modelOf(text: string): LanguageModel {
  const reading = new SoraReader(BEFORE_THE_END).read(DocumentText.of(text));
  for (let step = reading.next(); ; step = reading.next()) if (step.done === true) return step.value;
}

function all<Result>(results: Iterable<Result | undefined> | undefined): Result[] {
  return [...(results ?? [])].filter((result) => result !== undefined);
}

function expectIn({ start, end }: TextRange, whole: TextRange): void {
  if (start < whole.start || start > end || end > whole.end) expect.fail(`${start}-${end} is not in the text`);
}

/** Everything that is said of the whole is about the text, and every edit can be made. */
async function askOfWhole(text: string): Promise<void> {
  const model = modelOf(text);
  const whole = { start: 0, end: text.length };
  const [inPlace] = all(model.inPlace?.());
  const findings = [...all(model.findings({})), ...((await inPlace?.findings(place, {}, () => false)) ?? [])];
  for (const { range, related, fixes } of findings) {
    for (const each of [range, ...(related ?? []).map((it) => it.range)]) expectIn(each, whole);
    for (const fix of fixes ?? []) applyEdits(text, fix.edits);
  }
  const around = [whole];
  for (const { range, nameRange, depth } of all(model.outline?.())) {
    expectIn(range, around[depth] ?? expect.fail('A part is too deep.'));
    expectIn(nameRange, range);
    around.splice(depth + 1, around.length, range);
  }
  for (const range of [...all(model.folds?.()), ...all(model.links?.(place)).map((link) => link.range)])
    expectIn(range, whole);
  for (const lens of all(model.lenses?.(place))) expectIn(lens.range, whole);
  const formatted = applyEdits(text, all(model.format?.('\t')));
  expect(all(modelOf(formatted).format?.('\t'))).toEqual([]);
  if (formatted !== text)
    expect(JSON.parse(formatted.replace('\ufeff', ''))).toEqual(JSON.parse(text.replace('\ufeff', '')));
  const expansion = await model.expandShots?.(0, 5, async () => place);
  expect(expansion?.videos.length).toBeLessThanOrEqual(5);
}

/** A placeholder that gets another name and its own again is what it was. */
function expectThereAndBack(text: string, offset: number): void {
  const outcome = modelOf(text).rename?.(offset, 'say "hi"\\ 😀');
  const target = modelOf(text).renameTarget?.(offset);
  if (outcome === undefined || !('edits' in outcome) || target === undefined) return;
  const renamed = applyEdits(text, all(outcome.edits));
  const back = modelOf(renamed).rename?.(renamed.indexOf('say \\"hi\\"\\\\'), target.name);
  if (back === undefined || !('edits' in back)) expect.fail('There is no way back.');
  expect(JSON.stringify(allPrompts(applyEdits(renamed, all(back.edits))))).toBe(JSON.stringify(allPrompts(text)));
}

/** The names of all placeholders: how they are escaped may change. */
function allPrompts(text: string): unknown {
  return all(modelOf(text).outline?.()).map(({ name }) => name);
}

describe('of a project that is edited', { timeout: FUZZ_TIMEOUT }, () => {
  const texts = fc.constantFrom(VARIOUS, VARIOUS.replaceAll('\n', '\r\n'), '{}', '');
  const edits = fc.array(edit, { maxLength: 8 });
  const places = fc.array(share, { minLength: 2, maxLength: 5 });

  test('every answer is about the text', async () => {
    await fc.assert(
      fc.asyncProperty(texts, edits, places, async (start, edits, places) => {
        const text = edits.reduce((result, { at, length, text: added }) => {
          const from = Math.floor(at * result.length);
          return result.slice(0, from) + added + result.slice(from + length);
        }, start);
        await askOfWhole(text);
        for (const share of places) {
          const offset = Math.round(share * (text.length + 10)) - 5;
          await askAt({ model: modelOf(text), text, place }, offset);
          expectThereAndBack(text, offset);
        }
      }),
      { numRuns: fuzzRuns(150) },
    );
  });

  test('there is something to ask about in it', async () => {
    const model = modelOf(VARIOUS);
    const codes = new Set(all(model.findings({})).map(({ code }) => code));
    expect(codes.size).toBeGreaterThan(9);
    expect(all(model.outline?.()).length).toBeGreaterThan(4);
  });
});

describe('large projects', () => {
  const project = (count: number) => {
    const shots = Array.from(
      { length: count },
      (_, n) =>
        `{ "id": "${n}", "model": "mine", "width": 1280, "height": 720, "duration_s": 8, "prompt": "{subject} ${n}" }`,
    );
    return `{ "schema": 1, "shots": [${shots.join(',\n')}] }`;
  };

  test('are read with pauses, and give as many answers as they have shots', () => {
    const model = modelOf(project(5_000));
    const pauses = (results: Iterable<unknown>): number => [...results].filter((result) => result === undefined).length;
    expect(pauses(model.findings({}))).toBeGreaterThan(5_000);
    expect(all(model.outline?.())).toHaveLength(5_002);
    expect(model.occurrences?.(project(1).indexOf('subject'))).toHaveLength(5_000);
    expect(all(model.lenses?.(place))).toHaveLength(5_000);
  });
});
