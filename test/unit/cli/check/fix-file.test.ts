import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SeverityOverrides } from '../../../../server/checks/check.ts';
import { fixFile } from '../../../../server/cli/check/fix-file.ts';
import { Places } from '../../../../server/project/places.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const SAVER = (more: string) =>
  `S = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "a.exr" } },${more} Input = Input { SourceOp = "L", Source = "Output" } } }`;
const COMP = (more = '', head = '') => `Composition {${head} Tools = { L = Loader { }, ${SAVER(more)} } }\n`;
const MENDED = ' CreateDir = Input { Value = 1, },';

/** Puts a file and mends it. */
async function fix(
  content: string | Uint8Array,
  { name = 'a.comp', isNamed = false, severities = {} as SeverityOverrides, before = async (_file: string) => {} } = {},
) {
  const file = path.join(await temporaryFolder(), name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  await before(file);
  const done = await fixFile({ path: file, isNamed }, severities, new Places());
  return { file, done, bytes: await readFile(file), left: await readdir(path.dirname(file)) };
}

describe('what is mended', () => {
  test('what is safe, and nothing else', async () => {
    const { done, bytes, left, file } = await fix(COMP());
    expect(bytes.toString()).toBe(COMP(MENDED));
    expect(done).toEqual({ path: file, repairs: ['Create the folder during the render (CreateDir)'] });
    expect(left).toEqual(['a.comp']);
  });

  test('what a repair brings up, in the next round', async () => {
    const escaped = (file: string, clips: string) =>
      COMP(MENDED).replace('a.exr', file).replace('Composition {', `Composition { OutputClips = ${clips},`);
    const { done, bytes } = await fix(escaped('C:\\out\\a.exr', '{ }'));
    expect(bytes.toString()).toBe(escaped('C:\\\\out\\\\a.exr', '{ "C:\\\\out\\\\a.exr" }'));
    expect(done?.repairs).toHaveLength(2);
  });

  test('with byte-order mark, line ends of Windows, emoji and permissions as they were', async () => {
    const text = COMP('', ' --[[ 🎬 é ]]').replaceAll('\n', '\r\n');
    const { bytes, file } = await fix(`\ufeff${text}`, { before: (it) => chmod(it, 0o640) });
    expect(bytes.toString()).toBe(`\ufeff${COMP(MENDED, ' --[[ 🎬 é ]]').replaceAll('\n', '\r\n')}`);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
  });

  test('a version that is named, and no other one', async () => {
    const name = 'S/_published/001_OK/a.comp';
    expect((await fix(COMP(), { name })).done).toBeUndefined();
    expect((await fix(COMP(), { name: 'S/_versions/a.comp' })).done).toBeUndefined();
    expect((await fix(COMP(), { name, isNamed: true })).bytes.toString()).toBe(COMP(MENDED));
  });
});

describe('what is left alone', () => {
  test.each<[name: string, content: string | Uint8Array, severities?: SeverityOverrides]>([
    ['a sound comp', COMP(MENDED)],
    ['what the project does not want to know of', COMP(), { 'saver-no-create-dir': 'off' }],
    ['what is not UTF-8, and sound', Buffer.from(COMP(MENDED, ' --[[ \xe9 ]]'), 'latin1')],
    ['UTF-16', Buffer.from(`\ufeff${COMP()}`, 'utf16le')],
    ['a binary', Buffer.alloc(3000)],
    ['an empty file', ''],
  ])('%s', async (_name, content, severities = {}) => {
    const { done, bytes } = await fix(content, { severities });
    expect(done).toBeUndefined();
    expect(bytes).toEqual(Buffer.from(content));
  });

  test.each<[string, Parameters<typeof fix>[0], Parameters<typeof fix>[1], string]>([
    [
      'what is not UTF-8',
      Buffer.from(COMP('', ' --[[ \xe9 ]]'), 'latin1'),
      {},
      'It is not UTF-8 through and through. Convert it, then fix it.',
    ],
    ['what is read-only', COMP(), { before: (file) => chmod(file, 0o444) }, 'It is read-only.'],
  ])('%s, with a word', async (_name, content, wish, refused) => {
    const { done, bytes } = await fix(content, wish);
    expect(done?.refused).toBe(refused);
    expect(bytes).toEqual(Buffer.from(content));
  });

  test('a file that somebody has locked, with who it is', async () => {
    const lock = {
      ...{ version: 1, user: 'ann', machine: 'ws07', process: 1, application: 'Fusion', session: 's' },
      ...{ acquired: '2026-01-01T00:00:00Z', renewed: '2026-01-01T00:00:00Z' },
    };
    const { done, bytes } = await fix(COMP(), {
      before: (file) => writeFile(path.join(path.dirname(file), '.~a.comp.lock'), JSON.stringify(lock)),
    });
    expect(done?.refused).toBe('ann on ws07 has locked it.');
    expect(bytes.toString()).toBe(COMP());
  });
});
