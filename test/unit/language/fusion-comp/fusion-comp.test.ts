import { describe, expect, test } from 'vitest';
import { fusionComp } from '../../../../server/language/fusion-comp/fusion-comp.ts';
import { markdown } from '../../../../server/language/markup.ts';
import { OpenDocument } from '../../../../server/language/open-document.ts';
import { corpusFiles, corpusPresent, readCorpus } from '../corpus.ts';

/** Asks a model everything at evenly spread offsets, beyond both ends too; a fault in any answer fails the test. */
async function askEverywhere(text: string): Promise<void> {
  const { model } = new OpenDocument({ uri: 'test:/a', version: 1, text }, fusionComp);
  if (model === undefined) throw new Error('A comp has a model.');
  const inText = ({ start, end }: { start: number; end: number }): boolean =>
    0 <= start && start <= end && end <= text.length;
  expect([...(model.outline?.() ?? [])].every((item) => item === undefined || inText(item.range))).toBe(true);
  for (const finding of model.findings({})) {
    if (finding === undefined) continue;
    expect(inText(finding.range)).toBe(true);
    for (const { range } of finding.related ?? []) expect(inText(range)).toBe(true);
    for (const fix of finding.fixes ?? []) for (const edit of fix.edits) expect(inText(edit.range)).toBe(true);
  }
  const step = Math.max(1, Math.floor(text.length / 15));
  for (let offset = -1; offset <= text.length + step; offset += step) {
    const definition = model.definition?.(offset);
    if (definition !== undefined) expect(Object.values(definition).every(inText)).toBe(true);
    for (const { range } of model.occurrences?.(offset) ?? []) expect(inText(range)).toBe(true);
    const hover = await model.hover?.(offset, markdown, async () => undefined);
    if (hover !== undefined) expect(inText(hover.range) && hover.text !== '').toBe(true);
    // Making all suggestions takes longer than all other answers together.
    const suggests = ((offset + 1) / step) % 5 === 0;
    const suggested = suggests ? await model.completions?.(offset, async () => undefined) : undefined;
    if (suggested !== undefined) expect(inText(suggested.insertRange) && inText(suggested.replaceRange)).toBe(true);
    const signature = model.signature?.(offset, markdown);
    for (const { range } of signature?.parameters ?? []) expect(range.end).toBeLessThan(signature?.label.length ?? 0);
  }
}

describe('every answer is about the text, however broken the text is', () => {
  test.each([
    '',
    '\0',
    '\uFEFF',
    '{',
    '}',
    '"',
    '[[',
    'Composition',
    'Composition {',
    '{ Tools = { A = ',
    '{ Tools = { = } }',
  ])('%j', askEverywhere);

  test.skipIf(!corpusPresent).each(corpusFiles)('%s, whole, cut off and with holes', async (file) => {
    const text = readCorpus(file);
    await askEverywhere(text);
    await askEverywhere(text.slice(0, Math.floor(text.length * 0.6)));
    const hole = Math.floor(text.length / 3);
    await askEverywhere(text.slice(0, hole) + text.slice(hole + 7));
    await askEverywhere(`${text.slice(0, hole)}"}{\r\n${text.slice(hole)}`);
  });
});
