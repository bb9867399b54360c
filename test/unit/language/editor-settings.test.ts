import { expect, test } from 'vitest';
import { EditorSettings } from '../../../server/language/editor-settings.ts';

const ALL = ['frames', 'paths', 'choices', 'keyFrames'];

async function shown(settings: EditorSettings): Promise<[string[], boolean]> {
  const { hints, codeLens } = await settings.shown();
  return [[...hints], codeLens];
}

test.each([
  ['nothing said', undefined, ALL, true],
  ['one hint off', { inlayHints: { paths: false } }, ['frames', 'choices', 'keyFrames'], true],
  ['all hints off', { inlayHints: false }, [], true],
  ['lenses off', { codeLens: false }, ALL, false],
  ['nonsense', { inlayHints: 'x', codeLens: 'no' }, ALL, true],
])('%s', async (_name, section, hints, codeLens) => {
  expect(await shown(new EditorSettings(section, undefined, () => {}))).toEqual([hints, codeLens]);
  expect(
    await shown(
      new EditorSettings(
        {},
        async () => section,
        () => {},
      ),
    ),
  ).toEqual([hints, codeLens]);
});

test('settings are asked for once, and again after a change', async () => {
  let asked = 0;
  let told = 0;
  const fetch = async () => {
    asked += 1;
    return { codeLens: asked === 1 };
  };
  const settings = new EditorSettings(undefined, fetch, () => {});
  settings.addListener(() => {
    told += 1;
  });
  expect([(await settings.shown()).codeLens, (await settings.shown()).codeLens, asked]).toEqual([true, true, 1]);
  settings.changed(null);
  expect([(await settings.shown()).codeLens, asked, told]).toEqual([false, 2, 1]);
});

test('where the client does not answer, what it said at the start holds, and it is asked again', async () => {
  let works = false;
  const lines: string[] = [];
  const fetch = async () => {
    if (!works) throw new Error('gone');
    return {};
  };
  const settings = new EditorSettings({ codeLens: false }, fetch, (line) => lines.push(line));
  expect((await settings.shown()).codeLens).toBe(false);
  expect(lines).toHaveLength(1);
  works = true;
  expect((await settings.shown()).codeLens).toBe(true);
});
