import { chmod, link, mkdir, readdir, readFile, readlink, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FileCalls, fileCalls, type WritingHandle } from '../../../../server/pipeline/files/file-calls.ts';
import { identityOf, isStill, readWhole } from '../../../../server/pipeline/files/file-identity.ts';
import { replaceFile } from '../../../../server/pipeline/files/replace-file.ts';
import { temporaryPath, writerOfTemporary } from '../../../../server/pipeline/files/temporary-name.ts';
import { thisWriter } from '../../../../server/pipeline/files/writer.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const isWindows = process.platform === 'win32';
const codeError = (code: string) => Object.assign(new Error(code), { code });

/** The calls of this machine, told one by one, each of which may be made to fail. */
function tracedCalls(change: Partial<FileCalls> & { readonly handle?: Partial<WritingHandle> } = {}) {
  const trace: string[] = [];
  const { handle: handleChange, ...callChange } = change;
  const short = (file: string) => (path.basename(file).startsWith('.~') ? 'temporary' : path.basename(file));
  const calls: FileCalls = {
    ...fileCalls,
    create: async (file, mode) => {
      trace.push(`create ${short(file)}`);
      const handle = await fileCalls.create(file, mode);
      return {
        write: async (bytes, offset, length, position) => {
          const isFirst = trace.at(-1)?.startsWith('write') === false;
          if (isFirst) trace.push('write');
          return await (handleChange?.write ?? handle.write.bind(handle))(bytes, offset, length, position);
        },
        stat: () => handle.stat(),
        chown: (user, group) => (handleChange?.chown ?? handle.chown.bind(handle))(user, group),
        chmod: async (mode) => {
          trace.push(`chmod ${mode.toString(8)}`);
          await handle.chmod(mode);
        },
        sync: async () => {
          trace.push('sync');
          await (handleChange?.sync ?? handle.sync.bind(handle))();
        },
        close: async () => {
          trace.push('close');
          await handle.close();
        },
      };
    },
    rename: async (from, to) => {
      trace.push(`rename ${short(from)} ${short(to)}`);
      await (callChange.rename ?? fileCalls.rename)(from, to);
    },
    link: async (from, to) => {
      trace.push(`link ${short(from)} ${short(to)}`);
      await (callChange.link ?? fileCalls.link)(from, to);
    },
    flushFolder: async (folder) => {
      trace.push('flush folder');
      await (callChange.flushFolder ?? fileCalls.flushFolder)(folder);
    },
    pause: async (milliseconds) => void trace.push(`pause ${milliseconds}`),
    platform: callChange.platform ?? process.platform,
  };
  return { calls, trace };
}

describe('a file that is replaced', () => {
  test('is written whole, keeps its permissions, and nothing else stays', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'a.json');
    await writeFile(file, 'old');
    await chmod(file, 0o640);
    const bytes = Buffer.alloc(3_000_000, 'x');
    const identity = await replaceFile(file, bytes);
    expect(await readFile(file)).toEqual(bytes);
    expect(identity).toEqual(await identityOf(file));
    if (!isWindows) expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  test.skipIf(isWindows)('has the permissions that were asked for where it is new', async () => {
    const file = path.join(await temporaryFolder(), 'a');
    await replaceFile(file, 'x', { mode: 0o600 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await replaceFile(file, 'y', { mode: 0o644 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('is flushed before it is renamed, and its folder after', async () => {
    const file = path.join(await temporaryFolder(), 'a');
    await writeFile(file, 'old');
    const { calls, trace } = tracedCalls();
    await replaceFile(file, 'new', { calls });
    expect(trace.filter((call) => !call.startsWith('chmod'))).toEqual([
      'create temporary',
      'write',
      'sync',
      'close',
      'rename temporary a',
      'flush folder',
    ]);
  });

  test('gets every byte where the system takes only some of them at a time', async () => {
    const file = path.join(await temporaryFolder(), 'a');
    const data = 'abcdefghijklmnop';
    let written = '';
    const write = async (bytes: Uint8Array, offset: number, length: number) => {
      const some = Math.min(3, length);
      written += Buffer.from(bytes.subarray(offset, offset + some)).toString();
      return { bytesWritten: some };
    };
    await replaceFile(file, data, { calls: tracedCalls({ handle: { write } }).calls });
    expect(written).toBe(data);
    const stuck = { write: async () => ({ bytesWritten: 0 }) };
    await expect(replaceFile(file, data, { calls: tracedCalls({ handle: stuck }).calls })).rejects.toMatchObject({
      message: expect.stringContaining('nothing more could be written'),
    });
  });

  test.skipIf(isWindows)('is the one that symbolic links lead to, be it there or not', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'far'));
    await symlink(path.join('far', 'b'), path.join(folder, 'a'));
    await symlink('a', path.join(folder, 'to-a'));
    for (const text of ['one', 'two']) {
      await replaceFile(path.join(folder, 'to-a'), text);
      expect(await readFile(path.join(folder, 'far', 'b'), 'utf8')).toBe(text);
    }
    expect(await readlink(path.join(folder, 'a'))).toBe(path.join('far', 'b'));
    expect(await readdir(folder)).toEqual(['a', 'far', 'to-a']);
    expect(await readdir(path.join(folder, 'far'))).toEqual(['b']);
  });

  test('leaves its other names what they were', async () => {
    const folder = await temporaryFolder();
    const [file, other] = [path.join(folder, 'a'), path.join(folder, 'b')];
    await writeFile(file, 'old');
    await link(file, other);
    await replaceFile(file, 'new');
    expect(await readFile(other, 'utf8')).toBe('old');
  });

  test('may have the longest name there is', async () => {
    const folder = await temporaryFolder();
    const name = `${'é'.repeat(125)}.comp`;
    await replaceFile(path.join(folder, name), 'x');
    expect(await readdir(folder)).toEqual([name]);
    const temporary = path.basename(await temporaryPath(path.join(folder, name)));
    expect(Buffer.byteLength(temporary)).toBeLessThanOrEqual(255);
    expect(writerOfTemporary(temporary)).toEqual(await thisWriter());
  });
});

describe('what goes wrong leaves the file as it was, and nothing beside it', () => {
  const fails = async () => {
    throw codeError('EIO');
  };
  test.each<[string, Parameters<typeof tracedCalls>[0]]>([
    ['writing', { handle: { write: fails } }],
    ['flushing', { handle: { sync: fails } }],
    ['renaming', { rename: fails }],
  ])('%s', async (_name, change) => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'a');
    await writeFile(file, 'old');
    const { calls } = tracedCalls(change);
    await expect(replaceFile(file, 'new', { calls })).rejects.toMatchObject({ code: 'internal', path: file });
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a']);
  });

  test('what is no file, and a folder that is not there', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'a.json'));
    await expect(replaceFile(path.join(folder, 'a.json'), 'x')).rejects.toMatchObject({
      code: 'not-supported',
      path: path.join(folder, 'a.json'),
    });
    expect(await readdir(folder)).toEqual(['a.json']);
    await expect(replaceFile(path.join(folder, 'no', 'a'), 'x')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('what is asked right before it is replaced', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'a');
    await writeFile(file, 'old');
    const lost = new ComplineError({ code: 'lock-lost', message: 'lost' });
    const seen: string[] = [];
    const options = {
      check: async (temporary: string) => {
        seen.push(await readFile(temporary, 'utf8'));
        throw lost;
      },
    };
    await expect(replaceFile(file, 'new', options)).rejects.toBe(lost);
    expect(seen).toEqual(['new']);
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a']);
  });

  test('an owner that may not be given is no fault, but takes the right to run as that owner', async () => {
    const file = path.join(await temporaryFolder(), 'a');
    await writeFile(file, 'old');
    const { calls, trace } = tracedCalls({ handle: { chown: () => Promise.reject(codeError('EPERM')) } });
    const stats = await stat(file);
    const others = Object.assign(Object.create(stats), { uid: stats.uid + 1, mode: stats.mode | 0o4000 });
    await replaceFile(file, 'new', {
      calls: { ...calls, stat: async (it) => (it === file ? others : await stat(it)) },
    });
    expect(await readFile(file, 'utf8')).toBe('new');
    expect(trace).toContain(`chmod ${(stats.mode & 0o777).toString(8)}`);
  });
});

describe('a file that another program has open for a moment', () => {
  test.each(['EPERM', 'EACCES', 'EBUSY'])('is renamed again on Windows after %s', async (code) => {
    const file = path.join(await temporaryFolder(), 'a');
    let tries = 0;
    const rename = async (from: string, to: string) => {
      tries += 1;
      if (tries < 4) throw codeError(code);
      await fileCalls.rename(from, to);
    };
    const { calls, trace } = tracedCalls({ rename, platform: 'win32' });
    await replaceFile(file, 'new', { calls });
    expect(await readFile(file, 'utf8')).toBe('new');
    expect(trace.filter((call) => call.startsWith('pause'))).toEqual(['pause 10', 'pause 20', 'pause 40']);
  });

  test('is given up in the end, and at once elsewhere', async () => {
    const file = path.join(await temporaryFolder(), 'a');
    for (const [platform, tries] of [
      ['win32', 9],
      ['linux', 1],
    ] as const) {
      const { calls, trace } = tracedCalls({ rename: () => Promise.reject(codeError('EBUSY')), platform });
      await expect(replaceFile(file, 'new', { calls })).rejects.toMatchObject({ code: 'internal' });
      expect(trace.filter((call) => call.startsWith('rename'))).toHaveLength(tries);
    }
  });

  test('a renaming of which a share says afterwards that there was nothing is one', async () => {
    const file = path.join(await temporaryFolder(), 'a');
    const rename = async (from: string, to: string) => {
      await fileCalls.rename(from, to);
      throw codeError('ENOENT');
    };
    await replaceFile(file, 'new', { calls: tracedCalls({ rename }).calls });
    expect(await readFile(file, 'utf8')).toBe('new');
  });
});

describe('a file that has to be what was read', () => {
  test('is replaced where it is, and refused where it is not: also at the same size and time', async () => {
    const file = path.join(await temporaryFolder(), 'a');
    await writeFile(file, 'one');
    const time = new Date(1_700_000_000_000);
    await utimes(file, time, time);
    const read = await readWhole(file);
    const expected = read?.identity;
    await writeFile(file, 'two');
    await utimes(file, time, time);
    await expect(replaceFile(file, 'mine', { expected })).rejects.toMatchObject({ code: 'file-changed', path: file });
    expect(await readFile(file, 'utf8')).toBe('two');
    await writeFile(file, 'one');
    await replaceFile(file, 'mine', { expected });
    expect(await readFile(file, 'utf8')).toBe('mine');
    await expect(replaceFile(file, 'again', { expected })).rejects.toMatchObject({ code: 'file-changed' });
  });

  test('is made only once where none may be there', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'a');
    const made = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => replaceFile(file, String(at), { expected: 'missing' })),
    );
    const winners = made.flatMap(({ status }, at) => (status === 'fulfilled' ? [String(at)] : []));
    expect(winners).toEqual([await readFile(file, 'utf8')]);
    expect(await readdir(folder)).toEqual(['a']);
    await expect(replaceFile(path.join(folder, 'b'), 'x', { expected: await known(file) })).rejects.toMatchObject({
      code: 'file-changed',
    });
  });

  test('is made where the disk has no links, and where the answer to the link was lost', async () => {
    const folder = await temporaryFolder();
    const [file, other] = [path.join(folder, 'a'), path.join(folder, 'b')];
    const none = tracedCalls({ link: () => Promise.reject(codeError('EPERM')) });
    await replaceFile(file, 'x', { expected: 'missing', calls: none.calls });
    expect(await readFile(file, 'utf8')).toBe('x');
    await expect(replaceFile(file, 'y', { expected: 'missing', calls: none.calls })).rejects.toMatchObject({
      code: 'file-changed',
    });
    const lost = async (from: string, to: string) => {
      await fileCalls.link(from, to);
      throw codeError('EEXIST');
    };
    await replaceFile(other, 'z', { expected: 'missing', calls: tracedCalls({ link: lost }).calls });
    expect(await readFile(other, 'utf8')).toBe('z');
    expect(await readdir(folder)).toEqual(['a', 'b']);
  });

  test('is told to have changed without being read where its size has', async () => {
    const file = path.join(await temporaryFolder(), 'a');
    await writeFile(file, 'one');
    const identity = await known(file);
    expect(await isStill(file, identity)).toBe(true);
    expect(await isStill(file, { ...identity, size: 4 })).toBe(false);
    expect(await isStill(file, { ...identity, sha256: 'other' })).toBe(false);
    expect(await isStill(`${file}-no`, 'missing')).toBe(true);
    expect(await isStill(`${file}-no`, identity)).toBe(false);
  });
});

async function known(file: string) {
  const identity = await identityOf(file);
  if (identity === undefined) throw new Error(`${file} is not there`);
  return identity;
}
