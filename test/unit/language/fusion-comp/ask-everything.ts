import { expect } from 'vitest';
import type { SeverityOverrides } from '../../../../server/checks/check.ts';
import { COMP_CHECKS, TOOL_CHECKS } from '../../../../server/checks/comp-checks.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import type { TextEdit, TextRange } from '../../../../server/formats/text/range.ts';
import type { LanguageModel, OutlineItem } from '../../../../server/language/language-support.ts';
import { markdown } from '../../../../server/language/markup.ts';
import type { Pausing } from '../../../../server/language/pausing.ts';
import type { CompPlace } from '../../../../server/project/comp-place.ts';

/** Every check, also those that a project has to ask for. */
const ALL_CHECKS: SeverityOverrides = Object.fromEntries(
  [...COMP_CHECKS, ...TOOL_CHECKS].map(({ code }) => [code, 'warning'] as const),
);

/** What a model is asked about, and with what. */
export interface Asked {
  readonly model: LanguageModel;
  readonly text: string;
  readonly place: CompPlace;
}

function all<Result>(results: Pausing<Result> | undefined): Result[] {
  return [...(results ?? [])].filter((result) => result !== undefined);
}

const isIn = (inner: TextRange, { start, end }: TextRange): boolean =>
  start <= inner.start && inner.start <= inner.end && inner.end <= end;

function expectIn(inner: TextRange, outer: TextRange): void {
  if (!isIn(inner, outer)) expect.fail(`${inner.start}-${inner.end} is not in ${outer.start}-${outer.end}`);
}

/** Every stretch that an answer speaks of lies in the text. */
function expectInText(answer: unknown, length: number): void {
  if (typeof answer !== 'object' || answer === null) return;
  if ('start' in answer && 'end' in answer && typeof answer.start === 'number' && typeof answer.end === 'number') {
    expectIn({ start: answer.start, end: answer.end }, { start: 0, end: length });
  }
  for (const part of Object.values(answer)) expectInText(part, length);
}

/** Edits can be made: they lie in the text and do not overlap. */
function expectApplicable(text: string, edits: readonly TextEdit[]): string {
  return applyEdits(text, edits);
}

function expectOutline(items: readonly OutlineItem[], whole: TextRange): void {
  const around = [whole];
  for (const { range, nameRange, depth } of items) {
    const outer = around[depth];
    if (outer === undefined) throw new Error('A part is deeper than the one before it by more than one.');
    expectIn(range, outer);
    expectIn(nameRange, range);
    around.splice(depth + 1, around.length, range);
  }
}

/** Each is in the next, and is another. */
function expectNested(ranges: readonly TextRange[], offset: number): void {
  for (const [index, range] of ranges.entries()) {
    expectIn({ start: offset, end: offset }, range);
    const outer = ranges[index + 1];
    if (outer === undefined) continue;
    expectIn(range, outer);
    expect(range).not.toEqual(outer);
  }
}

/** Stretches of the text of which no two have a place in common. */
function expectApart(ranges: readonly TextRange[]): void {
  const ordered = [...ranges].sort((a, b) => a.start - b.start || a.end - b.end);
  for (const [index, range] of ordered.entries()) {
    const next = ordered[index + 1];
    if (next !== undefined && next.start < range.end)
      expect.fail(`${range.start}-${range.end} overlaps ${next.start}-${next.end}`);
  }
}

/** Answers in an order of their own, since most come in none. */
function inOrder(answers: readonly unknown[]): string[] {
  return answers.map((answer) => JSON.stringify(answer)).sort();
}

/**
 * Asks a model everything that it says of a document as a whole, and expects every answer to be about the text: inside
 * of it, children inside their parents, edits that can be made. Returns what two models of one text agree on.
 */
export async function askOfWhole({ model, text, place }: Asked): Promise<Readonly<Record<string, unknown>>> {
  const whole = { start: 0, end: text.length };
  const findings = all(model.findings(ALL_CHECKS));
  for (const { fixes } of findings) for (const { edits } of fixes ?? []) expectApplicable(text, edits);
  const inPlace = await Promise.all(all(model.inPlace?.()).map((it) => it.findings(place, {}, () => false)));
  const outline = all(model.outline?.());
  expectOutline(outline, whole);
  const words = all(model.words?.());
  expectApart(words.map(({ range }) => range));
  expect(inOrder(all(model.words?.(whole)))).toEqual(inOrder(words));
  const format = all(model.format?.('    '));
  const formatted = expectApplicable(text, format);
  expect(formatted.replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
  const colours = all(model.colours?.());
  const writings = colours.map(({ range }) => model.writeColour?.(range, { red: 0.25, green: 0, blue: 1, alpha: 0.5 }));
  for (const writing of writings) if (writing !== undefined) expectApplicable(text, [writing.edit, ...writing.others]);
  const lenses = all(model.lenses?.(place));
  const folders = all(model.usedFolders?.(place));
  const relinked = folders.slice(0, 2).map(({ folder }) => all(model.relink?.(place, folder, '/elsewhere')));
  for (const edits of relinked) expectApplicable(text, edits);
  const newest = (await model.updateToNewest?.(place, undefined))?.() ?? [];
  expectApplicable(text, newest);
  const answers = {
    findings: inOrder(findings),
    inPlace: inOrder(inPlace.flat()),
    outline,
    folds: inOrder(all(model.folds?.())),
    words: inOrder(words),
    format,
    colours: inOrder(colours),
    writings: inOrder(writings),
    links: inOrder(all(model.links?.(place))),
    hints: inOrder(all(model.hints?.(whole, place))),
    lenses,
    lensTexts: await Promise.all(lenses.map((lens) => model.lensText?.(lens, place))),
    folders,
    relinked,
    newest,
    refactorings: refactor({ model, text, place }, whole),
  };
  expectInText(
    {
      ...answers,
      findings,
      inPlace,
      words,
      colours,
      writings,
      folds: all(model.folds?.()),
      hints: [],
      links: all(model.links?.(place)),
    },
    text.length,
  );
  return answers;
}

/** What the refactorings of a stretch make of a text. */
function refactor({ model, text, place }: Asked, selection: TextRange): unknown {
  return [true, false].map((isInvoked) => {
    const at = { selection, isInvoked, place };
    return (model.refactorings?.(at) ?? []).map((offer) => {
      if (offer.disabled !== undefined || offer.command !== undefined) return offer;
      const edits = all(model.refactor?.(offer.id, at));
      expectInText(edits, text.length);
      expectApplicable(text, edits);
      return { offer, edits };
    });
  });
}

/** Asks a model everything that it says of a place in the text, as `askOfWhole` does for the whole. */
export async function askAt({ model, text, place }: Asked, offset: number): Promise<Readonly<Record<string, unknown>>> {
  const inside = Math.min(Math.max(0, offset), text.length);
  const cursor = { start: inside, end: inside };
  const definition = model.definition?.(offset);
  const typeDefinition = model.typeDefinition?.(offset);
  for (const found of [definition, typeDefinition]) {
    if (found === undefined) continue;
    expectIn(cursor, found.origin);
    expectIn(found.targetName, found.target);
  }
  const renameTarget = model.renameTarget?.(offset);
  if (renameTarget !== undefined) expectIn(cursor, renameTarget.range);
  const renamed = ['Other', 'say "hi"', 'Merge1'].map((name) => {
    const outcome = model.rename?.(offset, name);
    return outcome !== undefined && 'edits' in outcome ? all(outcome.edits) : outcome;
  });
  for (const outcome of renamed) if (Array.isArray(outcome)) expectApplicable(text, outcome);
  const occurrences = model.occurrences?.(offset) ?? [];
  expectApart(occurrences.map(({ range }) => range));
  const item = model.hierarchyItem?.(offset);
  const links = item && { incoming: all(model.incoming?.(item.path)), outgoing: all(model.outgoing?.(item.path)) };
  for (const it of [item, ...[...(links?.incoming ?? []), ...(links?.outgoing ?? [])].map((link) => link.item)]) {
    if (it !== undefined) expectIn(it.nameRange, it.range);
  }
  const selections = model.selections?.(offset) ?? [];
  expectNested(selections, inside);
  const hover = await model.hover?.(offset, markdown, async () => place);
  // The cursor may be at the quote of what the hover is about.
  if (hover !== undefined) expectIn(cursor, { start: hover.range.start - 1, end: hover.range.end + 1 });
  const completions = await model.completions?.(offset, async () => place);
  if (completions !== undefined) {
    expectIn(cursor, completions.insertRange);
    expectIn(completions.insertRange, completions.replaceRange);
    expect(completions.insertRange.start).toBe(completions.replaceRange.start);
    expect(text.slice(completions.replaceRange.start, completions.replaceRange.end)).not.toMatch(/[\r\n]/);
    expectApplicable(text, [{ range: completions.replaceRange, newText: '' }, ...completions.otherEdits]);
  }
  const signature = model.signature?.(offset, markdown);
  for (const { range } of signature?.parameters ?? []) expectIn(range, { start: 0, end: signature?.label.length ?? 0 });
  if (signature?.active !== undefined) expect(signature.active).toBeLessThan(signature.parameters.length);
  const typed = ['}', '\n', '{'].map((character) => all(model.formatTyped?.(inside, character, '  ')));
  for (const edits of typed) expectApplicable(text, edits);
  const answers = {
    definition,
    typeDefinition,
    renameTarget,
    renamed,
    occurrences,
    item,
    links,
    selections,
    hover,
    typed,
  };
  expectInText({ ...answers, completions }, text.length);
  return {
    ...answers,
    completions,
    described: completions?.items.slice(0, 3).map(({ topic }) => topic && model.describeCompletion?.(topic, markdown)),
    signature,
    refactorings: refactor({ model, text, place }, cursor),
  };
}
