import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type FileOperations, fileOperations } from '../../../../server/pipeline/files/file-operations.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { eventually } from '../../eventually.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { savesIn } from './saves-rig.ts';

const TEXT = 'Composition {\r\n\t-- ä 🎬\r\n}\r\n';
const NAME = 'DEMO_S_SH010_COMP';

async function rigWith(text = TEXT, options?: Parameters<typeof savesIn>[1]) {
  const root = await temporaryFolder();
  const rig = savesIn(root, options);
  await writeFile(rig.comp, text);
  const folder = path.join(rig.step, '_versions');
  const put = async (name: string, content = 'x') => {
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, name), content);
  };
  const names = async () => (await readdir(folder)).sort();
  const sidecar = async () => JSON.parse(await readFile(path.join(folder, '_ramses_data.json'), 'utf8'));
  return { ...rig, root, folder, put, names, sidecar };
}

test('a version is the comp under the next number, told to the sidecar and the audit trail', async () => {
  const { saves, comp, folder, names, sidecar, audit, logged } = await rigWith();
  await chmod(comp, 0o640);
  const version = await saves.version({ file: comp, comment: 'first "look"' });
  expect(version).toEqual({ number: 1, state: 'wip', file: path.join(folder, `${NAME}_wip001.comp`) });
  expect(await readFile(version.file, 'utf8')).toBe(TEXT);
  if (process.platform !== 'win32') expect((await stat(version.file)).mode & 0o777).toBe(0o640);
  expect((await saves.version({ file: comp, state: 'OK', comment: '' })).file).toMatch(/_OK002\.comp$/);
  expect((await saves.version({ file: comp, comment: '' })).file).toMatch(/_OK003\.comp$/);
  expect(await names()).toEqual([
    `${NAME}_OK002.comp`,
    `${NAME}_OK003.comp`,
    `${NAME}_wip001.comp`,
    '_ramses_data.json',
  ]);
  expect(await sidecar()).toMatchObject({
    [`${NAME}_wip001.comp`]: { comment: 'first "look"', version: 1, stateShortName: 'wip', date: expect.any(Number) },
    [`${NAME}_OK003.comp`]: { version: 3, stateShortName: 'OK' },
  });
  expect(audit).toMatchObject([{ event: 'saved', number: 1 }, { number: 2 }, { number: 3 }]);
  expect(audit[0]).toMatchObject({
    comp: `05-SHOTS/DEMO_S_SH010/${NAME}/${NAME}.comp`,
    versionFile: `05-SHOTS/DEMO_S_SH010/${NAME}/_versions/${NAME}_wip001.comp`,
    sha256: createHash('sha256').update(TEXT).digest('hex'),
  });
  expect(logged).toEqual([]);
});

describe('the next number', () => {
  test.each([
    [[`${NAME}_wip012.comp`, `${NAME}_v011.comp`], 'wip', 13],
    [[`${NAME}_wip011.comp`, `${NAME}_v012.comp`], 'v', 13],
    [[`${NAME.toLowerCase()}_WIP012.COMP`], 'WIP', 13],
    [[`${NAME}_007.comp`], '', 8],
    [[`${NAME}_wip1000.comp`], 'wip', 1001],
    [[`${NAME}_BG_wip012.comp`, 'other_wip020.comp', `${NAME}_wip012.setting`], 'wip', 1],
    [[`${NAME}_wip012.comp.tmp`, `.~${NAME}_wip012.comp.lock`], 'wip', 1],
  ])('after %j is in state "%s" %d', async (there, state, number) => {
    const { saves, comp, put } = await rigWith();
    for (const name of there) await put(name);
    expect(await saves.version({ file: comp, comment: '' })).toMatchObject({ state, number });
  });

  test('goes on from what a dead process reserved, for a day', async () => {
    const rig = await rigWith();
    const { saves, comp, folder, names } = rig;
    const crashing: FileOperations = {
      ...fileOperations,
      write: (file, ...rest) => (file.includes('_wip') ? new Promise(() => {}) : fileOperations.write(file, ...rest)),
    };
    void savesIn(rig.root, { files: crashing }).saves.version({ file: comp, comment: '' });
    const reservation = await eventually(
      async () => (await readdir(folder).catch(() => [])).find((name) => name.startsWith('.compline-version-')),
      'the reservation',
    );
    expect(reservation).toMatch(/^\.compline-version-[0-9a-f]{12}-001$/);
    expect(JSON.parse(await readFile(path.join(folder, reservation), 'utf8'))).toMatchObject({
      file: `${NAME}.comp`,
      user: 'ann',
      machine: 'ws01',
      writer: { process: process.pid },
    });
    expect(await saves.version({ file: comp, comment: '' })).toMatchObject({ number: 2 });
    expect(await names()).toContain(reservation);
    const past = new Date(Date.now() - 2 * 86_400_000);
    await utimes(path.join(folder, reservation), past, past);
    expect(await saves.version({ file: comp, comment: '' })).toMatchObject({ number: 3 });
    expect(await names()).not.toContain(reservation);
  });
});

describe('the versions of', () => {
  test.each([
    ['_versions/NAME_wip004.comp', '_versions/NAME_wip005.comp'],
    ['_published/003_OK/NAME.comp', '_versions/NAME_wip001.comp'],
    ['_preview/NAME.comp', '_versions/NAME_wip001.comp'],
    ['NAME_v007.comp', '_versions/NAME_v008.comp'],
    ['NAME_BG.comp', '_versions/NAME_BG_wip001.comp'],
    ['NAME_bg+restored-v3+.comp', '_versions/NAME_bg_wip001.comp'],
    ['sketch.comp', '_versions/sketch_wip001.comp'],
    ['old/sketch.v2.comp', 'old/_versions/sketch.v2_wip001.comp'],
  ])('%s begin with %s', async (file, version) => {
    const { saves, step } = await rigWith();
    const source = path.join(step, file.replace('NAME', NAME));
    await mkdir(path.dirname(source), { recursive: true });
    await writeFile(source, TEXT);
    const saved = await saves.version({ file: source, comment: '' });
    expect(path.relative(step, saved.file).replaceAll('\\', '/')).toBe(version.replace('NAME', NAME));
  });

  test('a project with states of its own are in those', async () => {
    const { saves, comp, root } = await rigWith();
    const config = path.join(root, 'project', 'compline.yaml');
    await writeFile(config, `${await readFile(config, 'utf8')}states: [SUP, CLI]\n`);
    expect(await saves.version({ file: comp, comment: '' })).toMatchObject({ state: 'v' });
    expect(await saves.version({ file: comp, state: 'SUP', comment: '' })).toMatchObject({ state: 'SUP', number: 2 });
    await expect(saves.version({ file: comp, state: 'wip', comment: '' })).rejects.toMatchObject({
      code: 'invalid-parameters',
      nextStep: 'Use one of these: cli, pub, sup, v.',
    });
  });
});

describe('no version is made', () => {
  test('of nothing, and nothing is left', async () => {
    const { saves, comp, step } = await rigWith('');
    await expect(saves.version({ file: comp, comment: '' })).rejects.toMatchObject({ code: 'comp-unreadable' });
    const gone = path.join(step, 'gone.comp');
    await expect(saves.version({ file: gone, comment: '' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(saves.version({ file: step, comment: '' })).rejects.toMatchObject({ code: 'not-supported' });
    await expect(saves.version({ file: comp, state: 'nope', comment: '' })).rejects.toMatchObject({
      code: 'invalid-parameters',
    });
    expect(await readdir(step)).toEqual([`${NAME}.comp`]);
  });

  test('of a comp that is written meanwhile, but of what it holds afterwards', async () => {
    const root = await temporaryFolder();
    const { comp } = savesIn(root);
    await writeFile(comp, TEXT);
    let writes = 0;
    const files: FileOperations = {
      ...fileOperations,
      write: async (file, data, options) => {
        writes += 1;
        if (writes === 1) await writeFile(comp, TEXT.toUpperCase());
        await fileOperations.write(file, data, options);
      },
    };
    const version = await savesIn(root, { files }).saves.version({ file: comp, comment: '' });
    expect(version.number).toBe(1);
    expect(await readFile(version.file, 'utf8')).toBe(TEXT.toUpperCase());
  });

  test('where the disk is full: the number is let go, unless a higher one was given meanwhile', async () => {
    const root = await temporaryFolder();
    const { comp, step, saves } = savesIn(root);
    await writeFile(comp, TEXT);
    const full = new ComplineError({ code: 'disk-full', message: 'full' });
    let meanwhile = async () => {};
    const files: FileOperations = {
      ...fileOperations,
      write: async () => {
        await meanwhile();
        throw full;
      },
    };
    const failing = savesIn(root, { files }).saves;
    await expect(failing.version({ file: comp, comment: '' })).rejects.toBe(full);
    const folder = path.join(step, '_versions');
    expect(await readdir(folder)).toEqual([]);
    meanwhile = async () => void (await saves.version({ file: comp, comment: '' }));
    await expect(failing.version({ file: comp, comment: '' })).rejects.toBe(full);
    expect((await readdir(folder)).sort()).toEqual([
      expect.stringMatching(/^\.compline-version-.*-001$/),
      `${NAME}_wip002.comp`,
      '_ramses_data.json',
    ]);
  });
});

test('a sidecar that cannot be understood is moved aside and begun anew; one of others keeps all it has', async () => {
  const { saves, comp, put, names, sidecar, folder } = await rigWith();
  await put('_ramses_data.json', '{"torn');
  await put('_ramses_data.json.unreadable-1', 'older');
  await saves.version({ file: comp, comment: 'new' });
  expect(await readFile(path.join(folder, '_ramses_data.json.unreadable-1'), 'utf8')).toBe('older');
  expect(await readFile(path.join(folder, '_ramses_data.json.unreadable-2'), 'utf8')).toBe('{"torn');
  expect(Object.keys(await sidecar())).toEqual([`${NAME}_wip001.comp`]);
  const others = { 'a.comp': { md5: 'x', nested: [1, { y: null }] }, [`${NAME}_wip002.comp`]: { operator: 'ada' } };
  await put('_ramses_data.json', `\ufeff${JSON.stringify(others)}`);
  await saves.version({ file: comp, comment: 'second' });
  expect(await sidecar()).toMatchObject({
    ...others,
    [`${NAME}_wip002.comp`]: { operator: 'ada', comment: 'second', version: 2 },
  });
  expect((await names()).filter((name) => name.startsWith('.'))).toEqual([]);
});

/** Starts processes that save versions of the comp in ROOT, and has them begin together. */
async function startSavers(root: string, savers: number, count: number) {
  const script = fileURLToPath(new URL('./save-versions.ts', import.meta.url));
  const started = Array.from({ length: savers }, (_, at) => {
    const args = [script, root, String(count), `by ${at}`];
    const saver = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines: string[] = [];
    createInterface({ input: saver.stdout }).on('line', (line) => lines.push(line));
    onTestFinished(() => void saver.kill('SIGKILL'));
    const numbers = () => lines.filter((line) => /^\d+$/.test(line)).map(Number);
    return { saver, lines, numbers, ended: once(saver, 'close') };
  });
  await eventually(() => started.every(({ lines }) => lines.includes('ready')), `${savers} savers`);
  for (const { saver } of started) saver.stdin.write('go\n');
  return started;
}

const versionName = (number: number) => `${NAME}_wip${String(number).padStart(3, '0')}.comp`;

test(
  'sixteen processes at once get every number once, without a gap, and the sidecar every entry',
  async () => {
    const { root, names, sidecar } = await rigWith();
    const count = Math.min(fuzzRuns(3), 200);
    const savers = await startSavers(root, 16, count);
    await Promise.all(savers.map(({ ended }) => ended));
    const all = Array.from({ length: 16 * count }, (_, at) => at + 1);
    expect(savers.flatMap(({ numbers }) => numbers()).sort((a, b) => a - b)).toEqual(all);
    const versions = all.map(versionName);
    expect(await names()).toEqual([...versions, '_ramses_data.json'].sort());
    const entries = await sidecar();
    expect(Object.keys(entries).sort()).toEqual([...versions].sort());
    for (const [at, { lines, numbers }] of savers.entries()) {
      expect(lines.at(-1)).toBe('[]');
      for (const number of numbers()) {
        expect(entries[versionName(number)]).toMatchObject({ comment: `by ${at}`, version: number });
      }
    }
  },
  FUZZ_TIMEOUT,
);

test(
  "a number that a killed process had is nobody else's, and the gap is explained",
  async () => {
    const { root, names, sidecar, saves, comp, folder } = await rigWith();
    const count = Math.min(fuzzRuns(6), 200);
    const savers = await startSavers(root, 6, count);
    const killed = savers.slice(0, 3);
    await Promise.all(
      killed.map(async ({ saver, numbers }, at) => {
        await eventually(() => numbers().length > at, 'some versions');
        saver.kill('SIGKILL');
      }),
    );
    await Promise.all(savers.map(({ ended }) => ended));
    const last = await saves.version({ file: comp, comment: 'last' });
    const there = await names();
    const entries = await sidecar();
    for (let number = 1; number <= last.number; number += 1) {
      const isReserved = there.some(
        (name) => name.startsWith('.compline-version-') && Number(/\d+$/.exec(name)?.[0]) === number,
      );
      expect(there.includes(versionName(number)) || isReserved, `version ${number}`).toBe(true);
    }
    const told = savers.flatMap(({ numbers }) => numbers());
    expect(new Set(told).size).toBe(told.length);
    for (const number of told) {
      expect(entries[versionName(number)], `version ${number}`).toMatchObject({ version: number });
      expect(await readFile(path.join(folder, versionName(number)), 'utf8')).toBe(TEXT);
    }
    expect(there.filter((name) => name.includes('.tmp-'))).toEqual([]);
  },
  FUZZ_TIMEOUT,
);
