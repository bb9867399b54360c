import { appendFile, mkdir, readdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockPathOf, readLock } from '../../../server/pipeline/locks/lock-file.ts';
import { releaseLock } from '../../../server/pipeline/locks/release-lock.ts';
import { renewLock } from '../../../server/pipeline/locks/renew-lock.ts';
import { takeLock } from '../../../server/pipeline/locks/take-lock.ts';
import type { LockFile } from '../../../server/protocol/locks.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { LUAJIT, Lua, quoted } from './lua.ts';

const NAME = 'Café 🎬 #1.comp';

/** An owner as the pipeline core writes it. */
function owner(session: string): LockFile {
  const time = '2026-11-27T10:05:00.000Z';
  return {
    version: 1,
    user: 'ada',
    displayName: 'Ada “A.” Lovelace',
    machine: 'ws12',
    process: 42,
    application: 'Compline',
    session,
    acquired: time,
    renewed: time,
  };
}

/** A comp in a folder of its own. */
async function compOnDisk(): Promise<{ file: string; lockPath: string }> {
  const folder = path.join(await temporaryFolder(), 'sh 010 é');
  await mkdir(folder);
  const file = path.join(folder, NAME);
  await writeFile(file, 'Composition { }');
  return { file, lockPath: lockPathOf(file) };
}

/** A Lua that looks after the lock of a file as `it`. Its clock stands at `clock`, in seconds. */
async function luaFor(file: string, session = 'lua'): Promise<Lua> {
  const lua = new Lua();
  await lua.run(`
    lock, json = require('compline.lock'), require('compline.json')
    files = setmetatable({ now = function() return clock end }, { __index = require('compline.files') })
    clock, taken = 0, 0
    it = lock.new({
      file = ${quoted(file)}, files = files,
      who = { user = 'bob', machine = files.machine(), process = files.process(), application = 'Fusion' },
      newSession = function() taken = taken + 1 return '${session}-' .. taken end,
      time = function() return os.date('!%Y-%m-%dT%H:%M:%SZ') end,
    })
  `);
  return lua;
}

/** The names in the lock's folder but that of the comp. */
async function left(lockPath: string): Promise<string[]> {
  const names = await readdir(path.dirname(lockPath));
  return names.filter((name) => name !== NAME).map((name) => name.replace(path.basename(lockPath), 'LOCK'));
}

describe.skipIf(LUAJIT === undefined)('the lock that the script for Fusion takes', () => {
  test('is read by Compline, renewed in place, and let go', async () => {
    const { file, lockPath } = await compOnDisk();
    await using lua = await luaFor(file);
    expect(await lua.run('return it:look()')).toBe('free');
    expect(await lua.run('return it:take()')).toBe('mine');
    const found = await readLock(lockPath);
    expect(found?.owner).toMatchObject({ version: 1, user: 'bob', application: 'Fusion', session: 'lua-1', fence: 1 });
    expect(await lua.run('return files.machine()')).toBe(found?.owner?.machine);
    const before = await stat(lockPath);
    expect(before.size % 512).toBe(0);
    expect(await left(lockPath)).toEqual(['LOCK', 'LOCK.fence-1']);
    await lua.run(`it.time = function() return '2030-01-01T00:00:00Z' end`);
    expect(await lua.run('clock = clock + 100 return it:renew()')).toBe('mine');
    const after = await stat(lockPath);
    expect([after.ino, after.size]).toEqual([before.ino, before.size]);
    expect((await readLock(lockPath))?.owner?.renewed).toBe('2030-01-01T00:00:00Z');
    expect(await takeLock(lockPath, owner('ts'), { over: 'stale' })).toMatchObject({ taken: false });
    expect(await lua.run('return it:take()')).toBe('mine');
    expect(await lua.run('return it:release()')).toBe('free');
    expect(await left(lockPath)).toEqual(['LOCK.fence-1']);
    expect(await takeLock(lockPath, owner('ts'), { over: 'nothing' })).toMatchObject({
      taken: true,
      lock: { fence: 2 },
    });
  });

  test('is not taken where Compline has one, and numbers go on from that', async () => {
    const { file, lockPath } = await compOnDisk();
    const taking = await takeLock(lockPath, owner('ts'), { over: 'nothing' });
    if (!taking.taken) throw new Error('It is free.');
    await using lua = await luaFor(file);
    expect(await lua.run('return it:take()')).toBe('held');
    expect(await lua.run('return it.owner')).toEqual(taking.lock);
    expect(await lua.run('return it:takeOver()')).toBe('held');
    expect(await lua.run('return it:release()')).toBe('held');
    expect(await renewLock(lockPath, taking.lock)).toBe(true);
    await releaseLock(lockPath, 'ts');
    expect(await lua.run('return it:take()')).toBe('mine');
    expect((await readLock(lockPath))?.owner?.fence).toBe(2);
    expect(await left(lockPath)).toEqual(['LOCK', 'LOCK.fence-2']);
  });

  test('is taken over from an owner that was seen still for two minutes', async () => {
    const { file, lockPath } = await compOnDisk();
    const taking = await takeLock(lockPath, owner('ts'), { over: 'nothing' });
    if (!taking.taken) throw new Error('It is free.');
    await using lua = await luaFor(file);
    const look = (seconds: number) => lua.run(`clock = clock + ${seconds} return it:look()`);
    expect(await look(0)).toBe('held');
    // A machine that slept has not looked on.
    expect(await look(100_000)).toBe('held');
    for (let time = 60; time < 120; time += 30) expect(await look(30)).toBe('held');
    expect(await renewLock(lockPath, { ...taking.lock, renewed: '2026-11-27T10:06:00.000Z' })).toBe(true);
    for (let time = 0; time < 120; time += 30) expect(await look(30)).toBe('held');
    expect(await look(30)).toBe('stale');
    expect(await lua.run('return it:take()')).toBe('stale');
    expect(await lua.run('return it:takeOver()')).toBe('mine');
    expect(await renewLock(lockPath, taking.lock)).toBe(false);
    expect((await readLock(lockPath))?.owner).toMatchObject({ session: 'lua-1', fence: 2 });
    expect(await left(lockPath)).toEqual(['LOCK', 'LOCK.fence-2']);
  });

  test('is told as lost when somebody takes it over, and is left to them', async () => {
    const { file, lockPath } = await compOnDisk();
    await using lua = await luaFor(file);
    await lua.run('return it:take()');
    const taking = await takeLock(lockPath, owner('ts'), { over: { session: 'lua-1' } });
    expect(taking).toMatchObject({ taken: true, lock: { fence: 2 } });
    expect(await lua.run('return it:renew()')).toBe('lost');
    expect(await lua.run('return it.owner.user')).toBe('ada');
    expect(await lua.run('return it:release()')).toBe('lost');
    expect((await readLock(lockPath))?.identity).toBe('ts');
    await releaseLock(lockPath, 'ts');
    expect(await lua.run('return it:look()')).toBe('lost');
    expect(await lua.run('return it:take()')).toBe('mine');
  });

  const TEXTS: readonly (readonly [string, string])[] = [
    ['an empty one', ''],
    ['a torn one', JSON.stringify(owner('ts')).slice(0, 80)],
    ['zeros', '\0'.repeat(512)],
    ['another JSON', '[]'],
    ['null', 'null'],
    ['one without a user', JSON.stringify({ ...owner('ts'), user: undefined })],
    ['one whose process is a word', JSON.stringify({ ...owner('ts'), process: 'x' })],
    ['one whose process is a fraction', JSON.stringify({ ...owner('ts'), process: 1.5 })],
    ['one whose number is null', JSON.stringify({ ...owner('ts'), fence: null })],
    ['one whose number is negative', JSON.stringify({ ...owner('ts'), fence: -1 })],
    ['one whose name is a number', JSON.stringify({ ...owner('ts'), displayName: 5 })],
    ['one with more behind it', `${JSON.stringify(owner('ts'))}x`],
    ['a newer one', JSON.stringify({ ...owner('ts'), version: 2 })],
    ['a sound one', JSON.stringify(owner('ts'))],
    ['a sound one with a mark at its beginning', `\uFEFF${JSON.stringify(owner('ts'))}`],
    ['a sound one of more fields', JSON.stringify({ ...owner('ts'), more: [{}, 1e3, true, null, 'é🎬"\\'] })],
    ['one that is nested too deep', `${'['.repeat(100_000)}`],
  ];
  test('of another is understood as Compline understands it, and never removed before it is stale', async () => {
    for (const [name, text] of TEXTS) {
      const { file, lockPath } = await compOnDisk();
      await writeFile(lockPath, text);
      await using lua = await luaFor(file);
      expect(await lua.run('return it:take()'), name).toBe('held');
      const found = await readLock(lockPath);
      expect((await lua.run('return it.owner')) ?? undefined, name).toEqual(found?.owner);
      expect(await lua.run(`return it.problem == 'newer'`), name).toBe(found?.isNewer);
      expect(await readFile(lockPath, 'utf8'), name).toBe(text);
      await lua.run('for _ = 1, 5 do clock = clock + 30 it:look() end');
      // Of a newer version nobody knows what it means to be stale.
      expect(await lua.run('return it:takeOver()'), name).toBe(found?.isNewer ? 'held' : 'mine');
    }
  });

  test('stands also where there are no links and no lists, then without a number', async () => {
    const { file, lockPath } = await compOnDisk();
    await using lua = await luaFor(file);
    await lua.run(`
      files.link = function() return nil, 'unsupported' end
      files.list = function() return nil, 'no' end
    `);
    expect(await lua.run('return it:take()')).toBe('mine');
    expect((await readLock(lockPath))?.owner?.fence).toBeUndefined();
    expect(await left(lockPath)).toEqual(['LOCK']);
    expect(await lua.run('return it:release()')).toBe('free');
    expect(await left(lockPath)).toEqual([]);
  });

  test('is not there where the system says no, and nothing is left of it', async () => {
    const { file, lockPath } = await compOnDisk();
    await using lua = await luaFor(file);
    // The first file is private, the second holds the number.
    for (const failing of [1, 2]) {
      await lua.run(`
        made = 0
        files.create = function(...)
          made = made + 1
          if made == ${failing} then return nil, 'No space left on device' end
          return require('compline.files').create(...)
        end
      `);
      expect(await lua.run('return it:take()')).toBe('unreachable');
      expect(await lua.run('return it.problem')).toBe('No space left on device');
      expect(await left(lockPath)).toEqual([]);
    }
    await using other = await luaFor(path.join(path.dirname(file), 'none', NAME));
    expect(await other.run('return it:take()')).toBe('unreachable');
    expect(await other.run('return it.problem')).toContain('No such file or directory: ');
    const folder = await compOnDisk();
    await mkdir(folder.lockPath);
    await using third = await luaFor(folder.file);
    expect(await third.run('return it:take()')).toBe('unreachable');
    expect(await third.run('return it:takeOver()')).toBe('unreachable');
  });

  test('tells who asks for it, once', async () => {
    const { file, lockPath } = await compOnDisk();
    await using lua = await luaFor(file);
    await lua.run('return it:take()');
    expect(await lua.run('return it:asked()')).toEqual({});
    const asking = {
      file,
      from: { user: 'ada', displayName: 'Ada', machine: 'ws12' },
      message: 'Please, “now” 🎬',
      at: '2026-11-27T10:05:00.000Z',
    };
    await appendFile(`${lockPath}.asked`, `${JSON.stringify(asking)}\ntorn {\n${JSON.stringify(asking)}`);
    const told = { ...asking.from, message: asking.message, at: asking.at };
    expect(await lua.run('return it:asked()')).toEqual([told, told]);
    expect(await lua.run('return it:asked()')).toEqual({});
    expect(await left(lockPath)).toEqual(['LOCK', 'LOCK.fence-1']);
  });
});

describe.skipIf(LUAJIT === undefined)('contenders of both sides', () => {
  const ROUNDS = Number(process.env.COMPLINE_LOCK_ROUNDS ?? 40);

  test.each(['free', 'stale'])('for a lock that is %s: never two owners, and numbers grow', async (kind) => {
    const { file, lockPath } = await compOnDisk();
    const luas = await Promise.all(['a', 'b', 'c'].map((name) => luaFor(file, name)));
    let highest = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      if (kind === 'stale') {
        await writeFile(lockPath, JSON.stringify(owner(`dead-${round}`)));
        await Promise.all(luas.map((lua) => lua.run('for _ = 1, 6 do it:look() clock = clock + 30 end return 0')));
      }
      const over = kind === 'stale' ? { session: `dead-${round}` } : 'nothing';
      const ts = ['x', 'y'].map(async (name) => {
        const taking = await takeLock(lockPath, owner(`${name}-${round}`), { over });
        return taking.taken ? `${name}-${round}` : undefined;
      });
      const ofLua = luas.map(async (lua) => {
        const state = await lua.run(kind === 'stale' ? 'return it:takeOver()' : 'return it:take()');
        return state === 'mine' ? String(await lua.run('return it.session')) : undefined;
      });
      const owners = (await Promise.all([...ts, ...ofLua])).filter((session) => session !== undefined);
      expect(owners.length, `round ${round}: ${owners.join(', ')}`).toBeLessThanOrEqual(1);
      const found = await readLock(lockPath);
      if (owners.length === 1) expect(found?.identity).toBe(owners[0]);
      if (owners.length === 1 && found?.owner?.fence !== undefined) {
        expect(found.owner.fence).toBeGreaterThan(highest);
        highest = found.owner.fence;
      }
      if (found !== undefined) await releaseLock(lockPath, found.identity);
      await Promise.all(luas.map((lua) => lua.run('it.session, it.state = nil, "free" return it:look()')));
    }
    // Not all rounds may end without anybody.
    expect(highest).toBeGreaterThan(ROUNDS / 2);
    await Promise.all(luas.map((lua) => lua[Symbol.asyncDispose]()));
  });

  test('that take it and let it go are never in it at the same time', async () => {
    const { file, lockPath } = await compOnDisk();
    const inside = `${file}.inside`;
    const luas = await Promise.all(['a', 'b', 'c'].map((name) => luaFor(file, name)));
    const ofLua = luas.map((lua) =>
      lua.run(`
        local times, inside = 0, ${quoted(inside)}
        for _ = 1, ${3 * ROUNDS} do
          if it:take() == 'mine' then
            if files.create(inside, it.session) ~= true then error('Somebody else is inside.') end
            times = times + 1
            files.remove(inside)
            it:release()
          end
        end
        return times
      `),
    );
    const ofTs = ['x', 'y'].map(async (name) => {
      let times = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const session = `${name}-${round}`;
        if (!(await takeLock(lockPath, owner(session), { over: 'nothing' })).taken) continue;
        await writeFile(inside, session, { flag: 'wx' });
        times += 1;
        await unlink(inside);
        await releaseLock(lockPath, session);
      }
      return times;
    });
    const times = (await Promise.all([...ofLua, ...ofTs])).map(Number);
    expect(times.reduce((sum, each) => sum + each)).toBeGreaterThan(0);
    expect(await readLock(lockPath)).toBeUndefined();
    expect((await left(lockPath)).filter((name) => !name.startsWith('LOCK.fence-'))).toEqual([]);
    await Promise.all(luas.map((lua) => lua[Symbol.asyncDispose]()));
  });
});
