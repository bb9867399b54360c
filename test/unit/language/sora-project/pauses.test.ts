import { describe, expect, test } from 'vitest';
import { SheetReader } from '../../../../server/checks/sora/sheet-reader.ts';
import { thisMachine } from '../../../../server/checks/sora/this-machine.ts';
import { SORA_CHECKS } from '../../../../server/checks/sora-checks.ts';
import { parseProject } from '../../../../server/formats/sora/parse-project.ts';
import { DocumentText } from '../../../../server/formats/text/document-text.ts';
import type { LanguageModel } from '../../../../server/language/language-support.ts';
import type { Pausing } from '../../../../server/language/pausing.ts';
import { SoraReader } from '../../../../server/language/sora-project/sora-reader.ts';
import { projectPlace } from './project-place.ts';

const SHOTS = 2_000;

const TEXT = JSON.stringify(
  {
    schema: 1,
    shots: Array.from({ length: SHOTS }, (_, index) => ({
      id: `id-${index}`,
      model: 'studio-video-1',
      width: 1280,
      height: 720,
      duration_s: 8,
      prompt: `A fox in {place}, take ${index}`,
      status: 'pending',
      created_at: '2026-11-20T12:31:00.424767+00:00',
    })),
  },
  undefined,
  1,
);

/** Reads the project. Returns what it says, and how often the reading may pause. */
function read(): { readonly model: LanguageModel; readonly pauses: number } {
  const reading = new SoraReader(thisMachine).read(DocumentText.of(TEXT));
  for (let pauses = 0; ; pauses += 1) {
    const step = reading.next();
    if (step.done === true) return { model: step.value, pauses };
  }
}

test.each(SORA_CHECKS.map((check) => [check.code, check] as const))(
  'the check %s can be left after each shot',
  (_code, check) => {
    const checked = { project: parseProject(TEXT), host: thisMachine, sheets: new SheetReader() };
    expect([...check.run(checked)].length).toBeGreaterThanOrEqual(SHOTS);
  },
);

describe('a project can be left after each shot', () => {
  test('reading', () => {
    expect(read().pauses).toBeGreaterThanOrEqual(2 * SHOTS);
  });

  test.each<[string, (model: LanguageModel) => Pausing<unknown> | undefined]>([
    ['outline', (model) => model.outline?.()],
    ['folds', (model) => model.folds?.()],
    ['lenses', (model) => model.lenses?.(projectPlace())],
  ])('%s', (_name, ask) => {
    let steps = 0;
    for (const _result of ask(read().model) ?? []) steps += 1;
    expect(steps).toBeGreaterThanOrEqual(SHOTS);
  });
});
