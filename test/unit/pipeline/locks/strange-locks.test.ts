import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { lockText, readLock } from '../../../../server/pipeline/locks/lock-file.ts';
import { releaseLock } from '../../../../server/pipeline/locks/release-lock.ts';
import { renewLock } from '../../../../server/pipeline/locks/renew-lock.ts';
import { nodeFiles } from '../../../../server/pipeline/locks/share-files.ts';
import { takeLock } from '../../../../server/pipeline/locks/take-lock.ts';
import { lockFolder, lockOf, makeOld } from './lock-folder.ts';

const fusion = { ...lockOf('theirs'), application: 'Fusion 18', host: { render: true } };

/** What another program, or a crash, may have left in the place of a lock. */
interface Strange {
  readonly name: string;
  readonly put: (lockPath: string) => Promise<unknown> | unknown;
  /** Its owner can be told. */
  readonly isKnown: boolean;
  /** When it is stale: anybody may take it over, only by force, or nobody. */
  readonly stale: 'anybody' | 'force' | 'nobody';
}

const text = (content: string | Buffer) => (lockPath: string) => writeFile(lockPath, content);
const unknown = { isKnown: false, stale: 'anybody' } as const;
const known = { isKnown: true, stale: 'anybody' } as const;
const notAFile = { isKnown: false, stale: 'nobody' } as const;

const STRANGE: readonly Strange[] = [
  { name: 'of another program, without a number', put: text(JSON.stringify(fusion)), ...known },
  { name: 'pretty printed', put: text(JSON.stringify(fusion, undefined, 2)), ...known },
  { name: 'with CRLF', put: text(`${JSON.stringify(fusion, undefined, 2).replaceAll('\n', '\r\n')}\r\n`), ...known },
  { name: 'with a byte order mark', put: text(`\uFEFF${JSON.stringify(fusion)}`), ...known },
  { name: 'with a number', put: text(JSON.stringify({ ...fusion, fence: 41 })), ...known },
  { name: 'with names beyond ASCII', put: text(JSON.stringify({ ...fusion, displayName: 'Zoë 🎬' })), ...known },
  { name: 'with an empty session', put: text(JSON.stringify({ ...fusion, session: '' })), ...known },
  { name: 'with a session like a path', put: text(JSON.stringify({ ...fusion, session: '../../x' })), ...known },
  { name: 'empty', put: text(''), ...unknown },
  { name: 'torn', put: text('{"version":1,"us'), ...unknown },
  { name: 'zeros after a crash', put: text(Buffer.alloc(512)), ...unknown },
  { name: 'a number, and no object', put: text('7'), ...unknown },
  { name: 'null', put: text('null'), ...unknown },
  { name: 'in UTF-16', put: text(Buffer.from(`\uFEFF${JSON.stringify(fusion)}`, 'utf16le')), ...unknown },
  { name: 'with a number that is none', put: text(JSON.stringify({ ...fusion, fence: -1 })), ...unknown },
  { name: 'without an owner', put: text('{"version":1}'), ...unknown },
  { name: 'larger than 64 KiB', put: text(JSON.stringify({ ...fusion, note: 'x'.repeat(70_000) })), ...unknown },
  {
    name: 'a gigabyte of nothing',
    put: async (lockPath) => {
      await writeFile(lockPath, '');
      await truncate(lockPath, 2 ** 30);
    },
    ...unknown,
  },
  { name: 'of version 2', put: text(JSON.stringify({ ...fusion, version: 2 })), isKnown: false, stale: 'force' },
  { name: 'of version 2, otherwise unknown', put: text('{"version":2}'), isKnown: false, stale: 'force' },
  { name: 'a folder', put: (lockPath) => mkdir(lockPath), ...notAFile },
  { name: 'a link to nothing', put: (lockPath) => symlink('nothing', lockPath), ...notAFile },
  { name: 'a pipe', put: (lockPath) => spawnSync('mkfifo', [lockPath]), ...notAFile },
];

describe.each(STRANGE)('a lock that is $name', ({ put, isKnown, stale }) => {
  test('is never touched while it is fresh', async () => {
    const { lockPath } = await lockFolder();
    await put(lockPath);
    const before = await nodeFiles.stat(lockPath);
    const found = await readLock(lockPath);
    expect(found?.owner !== undefined).toBe(isKnown);
    expect(found?.identity).not.toBe('');
    for (const over of ['nothing', 'stale', { session: 'another' }] as const) {
      expect(await takeLock(lockPath, lockOf('mine'), { over })).toMatchObject({ taken: false, found });
    }
    expect(await renewLock(lockPath, lockOf('mine'))).toBe(false);
    expect(await releaseLock(lockPath, 'mine')).toBe(false);
    expect(await nodeFiles.stat(lockPath)).toEqual(before);
  });

  test('is taken over when it is stale, as the rules say', async () => {
    const { lockPath } = await lockFolder();
    await put(lockPath);
    if (stale !== 'nobody') await makeOld(lockPath);
    const before = await readLock(lockPath);
    const byItself = await takeLock(lockPath, lockOf('mine'), { over: 'stale' });
    expect(byItself.taken).toBe(stale === 'anybody');
    if (stale === 'anybody') return;
    const forced = await takeLock(lockPath, lockOf('mine'), { over: { session: before?.identity ?? '' } });
    expect(forced.taken).toBe(stale === 'force');
  });
});

test('a number that another program wrote is never given again', async () => {
  const { lockPath } = await lockFolder();
  await writeFile(lockPath, JSON.stringify({ ...fusion, fence: 41 }));
  await makeOld(lockPath);
  expect(await takeLock(lockPath, lockOf('mine'), { over: 'stale' })).toMatchObject({ lock: { fence: 42 } });
});

test('numbers that make no sense are passed by', async () => {
  const { lockPath } = await lockFolder();
  for (const name of ['99999999999999999999', '-3', '1e3', '007', '4.5', '', '12']) {
    await writeFile(`${lockPath}.fence-${name}`, '');
  }
  await writeFile(lockPath, JSON.stringify({ ...fusion, fence: Number.MAX_SAFE_INTEGER }));
  await makeOld(lockPath);
  expect(await takeLock(lockPath, lockOf('mine'), { over: 'stale' })).toMatchObject({ lock: { fence: 13 } });
});

test('a lock keeps its length when another process goes on with it', async () => {
  const { lockPath } = await lockFolder();
  const taking = await takeLock(lockPath, lockOf('mine'), { over: 'stale' });
  if (!taking.taken) throw new Error('It cannot be taken.');
  const before = await readFile(lockPath);
  expect(before.length % 512).toBe(0);
  const next = { ...taking.lock, process: 4_000_000, processStarted: '2026-01-01T00:00:00.000Z' };
  expect(await renewLock(lockPath, next)).toBe(true);
  const after = await readFile(lockPath, 'utf8');
  expect(Buffer.byteLength(after)).toBe(before.length);
  expect(JSON.parse(after)).toEqual(next);
});

test('a lock that got shorter is filled up to the length that it had', () => {
  const long = lockText({ ...lockOf('mine'), displayName: 'é'.repeat(300) });
  const short = lockText(lockOf('mine'), Buffer.byteLength(long));
  expect(Buffer.byteLength(short)).toBe(Buffer.byteLength(long));
  expect(JSON.parse(short)).toEqual(lockOf('mine'));
});

describe('a renewal', () => {
  test('of a lock that was deleted says that it is lost', async () => {
    const { lockPath } = await lockFolder();
    await takeLock(lockPath, lockOf('mine'), { over: 'nothing' });
    await rm(lockPath);
    expect(await renewLock(lockPath, lockOf('mine'))).toBe(false);
  });

  test('in a folder that is gone, or is another, fails', async () => {
    const { folder, lockPath } = await lockFolder();
    await rm(folder, { recursive: true });
    await expect(renewLock(lockPath, lockOf('mine'))).rejects.toMatchObject({ code: 'ENOENT' });
    await mkdir(folder);
    await expect(renewLock(lockPath, lockOf('mine'))).rejects.toMatchObject({ code: 'ESTALE' });
  });
});
