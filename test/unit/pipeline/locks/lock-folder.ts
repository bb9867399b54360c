import { mkdtemp, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { ShareFiles, ShareHandle } from '../../../../server/pipeline/locks/share-files.ts';
import type { LockFile } from '../../../../server/protocol/locks.ts';

/** A folder with a comp, that is removed with the test. */
export async function lockFolder(): Promise<{ readonly folder: string; readonly lockPath: string }> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'compline-locks-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, 'a.comp'), 'Composition {}');
  return { folder, lockPath: path.join(folder, '.~a.comp.lock') };
}

/** Ten minutes old. */
export async function makeOld(file: string): Promise<void> {
  const old = new Date(Date.now() - 600_000);
  await utimes(file, old, old);
}

/** A lock as its taker gives it. */
export function lockOf(session: string): LockFile {
  return {
    version: 1,
    user: 'bob',
    machine: 'ws02',
    process: 1,
    application: 'test',
    session,
    acquired: '2026-01-01T00:00:00.000Z',
    renewed: '2026-01-01T00:00:00.000Z',
  };
}

/** Files each of whose calls waits for something before it is made; `write … FILE` is one through a handle. */
export function filesWith(files: ShareFiles, before: (call: string) => Promise<void>): ShareFiles {
  const handleWith = (handle: ShareHandle, file: string): ShareHandle => ({
    stat: () => before(`stat-open ${file}`).then(() => handle.stat()),
    read: (most) => before(`read ${file}`).then(() => handle.read(most)),
    write: (text) => before(`write ${file}`).then(() => handle.write(text)),
    flush: () => before(`flush ${file}`).then(() => handle.flush()),
    close: () => before(`close ${file}`).then(() => handle.close()),
  });
  return {
    open: (file, mode) =>
      before(`open-${mode} ${file}`).then(async () => handleWith(await files.open(file, mode), file)),
    stat: (file) => before(`stat ${file}`).then(() => files.stat(file)),
    link: (from, to) => before(`link ${from} ${to}`).then(() => files.link(from, to)),
    rename: (from, to) => before(`rename ${from} ${to}`).then(() => files.rename(from, to)),
    unlink: (file) => before(`unlink ${file}`).then(() => files.unlink(file)),
    list: (folder) => before(`list ${folder}`).then(() => files.list(folder)),
    makeFolder: (folder) => before(`make-folder ${folder}`).then(() => files.makeFolder(folder)),
    removeFolder: (folder) => before(`remove-folder ${folder}`).then(() => files.removeFolder(folder)),
    flushFolder: (folder) => before(`flush-folder ${folder}`).then(() => files.flushFolder(folder)),
  };
}
