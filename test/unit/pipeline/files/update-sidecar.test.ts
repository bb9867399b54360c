import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FileOperations, fileOperations } from '../../../../server/pipeline/files/file-operations.ts';
import { inFileTurn } from '../../../../server/pipeline/files/file-turn.ts';
import { updateSidecar } from '../../../../server/pipeline/files/update-sidecar.ts';
import { thisWriter } from '../../../../server/pipeline/files/writer.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const NAME = '_ramses_data.json';
const TURN = `.~${NAME}.tmp-turn`;

async function sidecarIn(text?: string) {
  const folder = await temporaryFolder();
  const file = path.join(folder, NAME);
  if (text !== undefined) await writeFile(file, text);
  const add = (key: string, files: FileOperations = fileOperations) =>
    updateSidecar(files, folder, (entries) => ({ ...entries, [key]: { version: 1 } }));
  const keys = async () => Object.keys(JSON.parse(await readFile(file, 'utf8')));
  return { folder, file, add, keys };
}

describe('a sidecar', () => {
  test('loses no entry of sixteen writers', async () => {
    const { folder, add, keys } = await sidecarIn('{"old.comp":{}}');
    const names = Array.from({ length: 16 }, (_, at) => `${at}.comp`);
    await Promise.all(names.map((name) => add(name)));
    expect((await keys()).sort()).toEqual([...names, 'old.comp'].sort());
    expect(await readdir(folder)).toEqual([NAME]);
  });

  test('keeps what another program writes at the same time', async () => {
    const { file, add, keys } = await sidecarIn('{"old.comp":{}}');
    let writes = 0;
    const files: FileOperations = {
      ...fileOperations,
      write: async (target, data, options) => {
        writes += 1;
        if (writes === 1) await writeFile(file, '{"old.comp":{},"others.comp":{}}');
        await fileOperations.write(target, data, options);
      },
    };
    await add('mine.comp', files);
    expect(await keys()).toEqual(['old.comp', 'others.comp', 'mine.comp']);
    expect(writes).toBe(2);
  });

  test('is left where nothing is to be changed', async () => {
    const { folder, file } = await sidecarIn('  {"a": 1}');
    await updateSidecar(fileOperations, folder, () => undefined);
    expect(await readFile(file, 'utf8')).toBe('  {"a": 1}');
  });

  test.each(['', '[]', '{"a', 'null', '\0\0\0'])(
    'that holds %j is kept aside, each under a name of its own',
    async (text) => {
      const { folder, file, add, keys } = await sidecarIn(text);
      await add('a.comp');
      expect(await readFile(`${file}.unreadable-1`, 'utf8')).toBe(text);
      await writeFile(file, text);
      await add('b.comp');
      expect(await readFile(`${file}.unreadable-2`, 'utf8')).toBe(text);
      expect(await keys()).toEqual(['b.comp']);
      expect((await readdir(folder)).sort()).toEqual([NAME, `${NAME}.unreadable-1`, `${NAME}.unreadable-2`]);
    },
  );

  test('that is no file is told and left', async () => {
    const { folder, file, add } = await sidecarIn();
    await mkdir(path.join(file, 'inside'), { recursive: true });
    await expect(add('a.comp')).rejects.toMatchObject({ code: 'not-supported' });
    expect(await readdir(folder)).toEqual([NAME]);
  });
});

describe('a turn', () => {
  /** A turn that somebody has, and what is known of whoever it is. */
  async function turnOf(folder: string, writer: object) {
    const text = JSON.stringify({ ...writer, id: 'x' });
    await writeFile(path.join(folder, TURN), text);
    return text;
  }

  test('that a dead process left is taken away at once', async () => {
    const { folder, add, keys } = await sidecarIn();
    const ended = spawn(process.execPath, ['-e', '']);
    await once(ended, 'exit');
    await turnOf(folder, { ...(await thisWriter()), process: ended.pid });
    await add('a.comp');
    expect(await keys()).toEqual(['a.comp']);
    expect(await readdir(folder)).toEqual([NAME]);
  });

  test.each([
    ['of another machine', JSON.stringify({ machine: 'ffffffff', process: 1, started: '', id: 'x' })],
    ['torn', '{"machi'],
  ])('%s is taken away when it is old by the clock of the disk', async (_name, text) => {
    const { folder, add, keys } = await sidecarIn();
    await writeFile(path.join(folder, TURN), text);
    const past = new Date(Date.now() - 60_000);
    await utimes(path.join(folder, TURN), past, past);
    await add('a.comp');
    expect(await keys()).toEqual(['a.comp']);
  });

  test('that was taken away is told to the one who had it, who leaves the next one alone', async () => {
    const { folder, file } = await sidecarIn();
    let text = '';
    await inFileTurn(file, async (isOurs) => {
      expect(await isOurs()).toBe(true);
      text = await turnOf(folder, { machine: 'ffffffff', process: 1, started: '' });
      expect(await isOurs()).toBe(false);
    });
    expect(await readFile(path.join(folder, TURN), 'utf8')).toBe(text);
  });

  test('ends with an error of the work', async () => {
    const { folder, file } = await sidecarIn();
    await expect(inFileTurn(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await readdir(folder)).toEqual([]);
    await expect(inFileTurn(path.join(folder, 'no', 'a'), async () => {})).rejects.toMatchObject({ code: 'not-found' });
  });
});
