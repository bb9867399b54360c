import { describe, expect, test } from 'vitest';
import { CompReader } from '../../../../server/formats/comp/comp-reader.ts';
import type { Comp } from '../../../../server/formats/comp/model.ts';
import { TextReader } from '../../../../server/formats/comp/read/text-reader.ts';
import { DocumentText } from '../../../../server/formats/text/document-text.ts';
import { fusionComp } from '../../../../server/language/fusion-comp/fusion-comp.ts';
import type { LanguageModel } from '../../../../server/language/language-support.ts';
import { OpenDocument } from '../../../../server/language/open-document.ts';
import type { Pausing } from '../../../../server/language/pausing.ts';
import { generatedComp, generatedSetting } from '../../../bench/generated-comp.ts';

/** Code units that may be read in one go: a few milliseconds of work. */
const MOST_AT_ONCE = 70_000;

const BYTES = 1_000_000;

const TEXTS = { 'a comp': generatedComp(BYTES), 'a setting of one group': generatedSetting(BYTES) };

function modelOf(text: string): LanguageModel {
  const { model } = new OpenDocument({ uri: 'test:/a.comp', version: 1, text }, fusionComp);
  if (model === undefined) throw new Error('A comp has a model.');
  return model;
}

describe.each(Object.entries(TEXTS))('%s can be left after each tool', (_title, text) => {
  const tools = text.match(/ = Transform \{/g)?.length ?? 0;
  const whole = { start: 0, end: text.length };
  const used = text.indexOf('Tool0.');

  const path = (model: LanguageModel) => model.hierarchyItem?.(used)?.path ?? [];
  const at = { selection: whole, isInvoked: true, place: undefined };

  test.each<[string, (model: LanguageModel) => Pausing<unknown> | undefined]>([
    ['findings', (model) => model.findings({})],
    ['outline', (model) => model.outline?.()],
    ['folds', (model) => model.folds?.()],
    ['colours', (model) => model.colours?.()],
    ['words', (model) => model.words?.()],
    ['mentions', (model) => model.prepareMentions?.(used)],
    ['what a tool feeds', (model) => model.outgoing?.(path(model))],
    ['locks', (model) => model.refactor?.('lock-tools', at)],
  ])('%s', (_name, ask) => {
    const model = modelOf(text);
    let steps = 0;
    for (const _result of ask(model) ?? []) steps += 1;
    expect(steps).toBeGreaterThanOrEqual(tools);
  });
});

/** Reads to the end. Returns the most that was read without a pause. */
function mostAtOnce(texts: TextReader, reading: Generator<undefined, Comp>): number {
  let most = 0;
  for (;;) {
    const before = texts.read;
    const step = reading.next();
    most = Math.max(most, texts.read - before);
    if (step.done === true) return most;
  }
}

describe.each(Object.entries(TEXTS))('%s is read in pieces', (_title, text) => {
  const at = text.indexOf('NameSet', text.length / 2);

  test.each(['', '{', '}', '"', 'Renamed = Blur {'])('%s typed in the middle', (typed) => {
    const texts = new TextReader();
    const reader = new CompReader(texts);
    let document = DocumentText.of(text);
    expect(mostAtOnce(texts, reader.read(document))).toBeLessThan(MOST_AT_ONCE);
    const range = { start: at, end: at };
    document = document.edited(range, typed);
    const changes = [{ range, length: typed.length }];
    expect(mostAtOnce(texts, reader.read(document, changes))).toBeLessThan(MOST_AT_ONCE);
  });
});
