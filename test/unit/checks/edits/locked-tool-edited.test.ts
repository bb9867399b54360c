import { beforeEach, describe, expect, test } from 'vitest';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { fusionComp } from '../../../../server/language/fusion-comp/fusion-comp.ts';
import { OpenDocument } from '../../../../server/language/open-document.ts';
import { positionOf } from '../../../protocol/language/marked-text.ts';
import { writeMarks } from '../../formats/marked-text.ts';

const CODE = 'locked-tool-edited';
const saver = (name: string, file = 'a.exr', state = 'Locked = true,') =>
  `\t\t${name} = Saver {\r\n\t\t\t${state}\r\n\t\t\tInputs = {\r\n\t\t\t\tClip = Input { Value = Clip { Filename = "${file}", }, },\r\n\t\t\t},\r\n\t\t},\r\n`;
const comp = (tools: string) =>
  `Composition {\r\n\tLockedTools = 2,\r\n\tTools = {\r\n${tools}\t\tB = Blur {\r\n\t\t\tLocked = true,\r\n\t\t\tX = 1,\r\n\t\t},\r\n\t},\r\n}\r\n`;
const grouped = (tools: string) =>
  comp(`\t\tG = GroupOperator {\r\n\t\t\tTools = ordered() {\r\n${tools}\t\t\t},\r\n\t\t},\r\n`);
const BASE = comp(saver('_FINAL'));

/** A document that is edited as a client does it. */
class Edited {
  readonly document: OpenDocument;
  #version = 1;

  constructor(text: string) {
    this.document = new OpenDocument({ uri: 'test:/a.comp', version: 1, text }, fusionComp);
  }

  /** Replaces the first `old` by `text`, as one change of a stretch. */
  replace(old: string, text: string): void {
    const whole = this.document.text;
    const start = whole.indexOf(old);
    if (start === -1) throw new Error(`There is no ${old}.`);
    const range = { start: positionOf(whole, start), end: positionOf(whole, start + old.length) };
    this.#version += 1;
    this.document.update([{ range, text }], this.#version);
  }

  async found() {
    return (await this.document.findings({})).filter(({ code }) => code === CODE);
  }

  /** The lines of the text in which something is found, with marks round it. */
  async marked(): Promise<string[]> {
    const text = writeMarks(
      this.document.text,
      (await this.found()).map(({ range }) => range),
    );
    return text.split('\r\n').flatMap((line) => (line.includes('«') ? [line.trim()] : []));
  }
}

let edited: Edited;
beforeEach(() => {
  edited = new Edited(BASE);
});

test('an edit inside is told where it is, until it is undone', async () => {
  expect(await edited.marked()).toEqual([]);
  edited.replace('a.exr', 'b.exr');
  expect(await edited.marked()).toEqual(['Clip = Input { Value = Clip { Filename = «"b.exr"», }, },']);
  const [finding] = await edited.found();
  expect(finding).toMatchObject({
    severity: 'warning',
    message: '_FINAL is locked, but was changed here. The change is not saved yet.',
  });
  expect(finding?.related?.map(({ range }) => edited.document.slice(range.start, range.end))).toEqual([
    'Locked = true',
  ]);
  // What is written before the tool moves what is found.
  edited.replace('Composition {', 'Composition {\r\n\t-- 🎬');
  expect(await edited.marked()).toHaveLength(1);
  edited.replace('b.exr', 'a.exr');
  expect(await edited.marked()).toEqual([]);
});

test('it is told though nobody asked about the text that was opened', async () => {
  edited.replace('a.exr', 'b.exr');
  edited.replace('b.exr', 'bc.exr');
  expect(await edited.marked()).toHaveLength(1);
});

test('saving ends it, and what is changed after that is compared with what was saved', async () => {
  edited.replace('a.exr', 'b.exr');
  expect(await edited.marked()).toHaveLength(1);
  expect(edited.document.settle()).toBe(true);
  expect(await edited.marked()).toEqual([]);
  expect(edited.document.settle()).toBe(false);
  edited.replace('b.exr', 'a.exr');
  expect(await edited.marked()).toHaveLength(1);
});

test('saving counts for the text that was saved, also where it was not read before the next edit', async () => {
  await edited.found();
  edited.replace('a.exr', 'b.exr');
  edited.document.settle();
  edited.replace('b.exr', 'c.exr');
  expect(await edited.marked()).toHaveLength(1);
  edited.replace('c.exr', 'b.exr');
  expect(await edited.marked()).toEqual([]);
});

test('saving counts also while an older text is still being read', async () => {
  // The reading has begun and has not ended.
  const reading = edited.document.ready();
  edited.replace('a.exr', 'b.exr');
  edited.document.settle();
  edited.replace('b.exr', 'c.exr');
  await reading;
  expect(await edited.marked()).toHaveLength(1);
  edited.replace('c.exr', 'b.exr');
  expect(await edited.marked()).toEqual([]);
});

test('a text that is sent whole is compared too', async () => {
  await edited.found();
  edited.document.update([{ text: BASE.replace('a.exr', 'b.exr') }], 2);
  expect(await edited.marked()).toHaveLength(1);
});

describe('nothing is told of', () => {
  const silent: readonly (readonly [string, string, string, string])[] = [
    ['white space', BASE, 'Filename = "a.exr"', 'Filename   =\t"a.exr"'],
    ['a tool that is unlocked in the same edit', BASE, 'Locked = true,', 'Locked = false,'],
    ['a tool that was not locked', comp(saver('_FINAL', 'a.exr', '')), 'a.exr', 'b.exr'],
    ['a tool that is locked now', comp(saver('_FINAL', 'a.exr', '')), 'Saver {', 'Saver {\r\n\t\t\tLocked = true,'],
    ['another locked tool', BASE, 'X = 1', 'X = 2'],
    ['a tool that is gone', BASE, saver('_FINAL'), ''],
    ['a tool whose lock is removed', BASE, 'Locked = true,\r\n', 'X = 1,\r\n'],
  ];
  test.each(silent)('%s', async (_name, text, old, now) => {
    edited = new Edited(text);
    await edited.found();
    edited.replace(old, now);
    expect(await edited.found()).toEqual([]);
  });
});

test('a new Saver that takes the name of a locked one in another group is not taken for it', async () => {
  edited = new Edited(grouped(saver('S')));
  await edited.found();
  edited.replace('\t\tB = Blur', `${saver('S', 'b.exr')}\t\tB = Blur`);
  expect(await edited.found()).toEqual([]);
  edited.replace('a.exr', 'c.exr');
  expect(await edited.marked()).toEqual(['Clip = Input { Value = Clip { Filename = «"c.exr"», }, },']);
});

test('a tool that feeds it may be renamed; another one that feeds it is told', async () => {
  const fed = saver('_FINAL').replace('Inputs = {', 'Inputs = {\r\n\t\t\t\tInput = Input { SourceOp = "B", },');
  edited = new Edited(comp(fed));
  await edited.found();
  edited.replace('SourceOp = "B"', 'SourceOp = "C"');
  expect(await edited.marked()).toEqual(['Input = Input { SourceOp = «"C"», },']);
  edited.replace('\t\tB = Blur', '\t\tC = Blur');
  expect(await edited.found()).toEqual([]);
  edited.replace('a.exr', 'b.exr');
  expect(await edited.marked()).toEqual(['Clip = Input { Value = Clip { Filename = «"b.exr"», }, },']);
  edited.replace('\t\tC = Blur', `\t\tB = Blur {\r\n\t\t},\r\n\t\tC = Blur`);
  expect(await edited.marked()).toEqual(['Input = Input { SourceOp = «"C", },']);
});

test('of several edits in one tool all are told as one', async () => {
  await edited.found();
  edited.replace('Inputs = {', 'Inputs = {\r\n\t\t\t\tDepth = Input { Value = 1, },');
  edited.replace('a.exr', 'b.exr');
  expect(await edited.found()).toHaveLength(1);
});

describe('the fixes', () => {
  test.each([
    ['Take the edit back', BASE],
    [
      'Unlock _FINAL',
      BASE.replace('LockedTools = 2', 'LockedTools = 1')
        .replace('Locked = true', 'Locked = false')
        .replace('a.exr', 'b.exr'),
    ],
  ])('%s', async (title, expected) => {
    edited.replace('a.exr', 'b.exr');
    const [finding] = await edited.found();
    expect(finding?.fixes?.map((fix) => fix.title)).toEqual(['Take the edit back', 'Unlock _FINAL']);
    // What is taken back without asking is lost: no fix is for "fix all on save".
    expect(finding?.fixes?.some(({ preferred }) => preferred === true)).toBe(false);
    const fix = finding?.fixes?.find((candidate) => candidate.title === title);
    expect(applyEdits(edited.document.text, fix?.edits ?? [])).toBe(expected);
  });
});

test('its severity can be set, and it can be switched off', async () => {
  edited.replace('a.exr', 'b.exr');
  const severities = async (overrides: Record<string, 'error' | 'off'>) =>
    (await edited.document.findings(overrides)).flatMap(({ code, severity }) => (code === CODE ? [severity] : []));
  expect(await severities({ [CODE]: 'error' })).toEqual(['error']);
  expect(await severities({ [CODE]: 'off' })).toEqual([]);
});
