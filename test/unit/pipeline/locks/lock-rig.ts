import { mkdtemp, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { LockShares } from '../../../../server/pipeline/locks/lock-shares.ts';
import { Locks, type LocksOptions } from '../../../../server/pipeline/locks/locks.ts';
import { SessionFile } from '../../../../server/pipeline/locks/session-file.ts';
import { nodeFiles, type ShareFiles } from '../../../../server/pipeline/locks/share-files.ts';
import { type Patience, ShareLanes } from '../../../../server/pipeline/locks/share-lanes.ts';
import type { TakeOver } from '../../../../server/pipeline/locks/take-over-record.ts';

/** A folder with a comp in it, `a.comp`. */
export async function folderWithComp() {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'compline-locks-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'a.comp');
  await writeFile(file, 'Composition {}');
  return { folder, file, lock: path.join(folder, '.~a.comp.lock') };
}

/** The locks of one core, as a machine of its own has them, and what they have told: `client state owner`. */
export function machineOf(user: string, options: Partial<LocksOptions> & { readonly stateFolder?: string } = {}) {
  const records: TakeOver[] = [];
  const errors: unknown[] = [];
  const { stateFolder, ...rest } = options;
  const locks = new Locks({
    owner: { user, machine: `ws-${user}`, process: 1, application: 'test' },
    record: async (takeOver) => void records.push(takeOver),
    ...(stateFolder !== undefined && {
      sessions: new SessionFile(path.join(stateFolder, 'locks.json'), (error) => errors.push(error)),
    }),
    ...rest,
  });
  onTestFinished(() => locks.dispose());
  const told: string[] = [];
  const asked: string[] = [];
  locks.onChange((client, { state, owner, elsewhere }) =>
    told.push([client, state, owner?.user, elsewhere].filter(Boolean).join(' ')),
  );
  locks.onAsked((client, { from, message }) => asked.push(`${client}: ${from.user}: ${message}`));
  return { locks, told, asked, records, errors };
}

/** Makes a lock stale: its file is ten minutes old. */
export async function makeOld(file: string): Promise<void> {
  const old = new Date(Date.now() - 600_000);
  await utimes(file, old, old);
}

/** Files of shares of which some can be made to hang, to fail, and to answer again. Every folder is a share. */
export class TroubledShares {
  readonly files: ShareFiles;
  /** Calls of the system so far. */
  calls = 0;
  #hung: string | undefined;
  #failing: string | undefined;
  #code = 'EIO';
  #answer = () => {};
  #answered = Promise.resolve();

  constructor() {
    this.files = this.#through(nodeFiles);
  }

  /** Whatever is asked of files below the folder gets no answer until `answer`. */
  hang(folder: string): void {
    this.#hung = folder;
    this.#answered = new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  /** Whatever is asked of files below the folder is an error from now on, until `answer`. */
  fail(folder: string, code = 'EIO'): void {
    this.#failing = folder;
    this.#code = code;
  }

  answer(): void {
    this.#hung = undefined;
    this.#failing = undefined;
    this.#answer();
  }

  /** What locks are made with. Patience ends with a share that hangs, and with no other, however slow it is. */
  shares(): LockShares {
    const patience: Patience = (share, end) => {
      const timer = setInterval(() => {
        if (share !== this.#hung) return;
        clearInterval(timer);
        end();
      }, 5);
      return { stop: () => clearInterval(timer) };
    };
    return new LockShares({
      files: this.files,
      lanes: new ShareLanes({ patience }),
      readMap: async () => (folder) => folder,
    });
  }

  #through(files: ShareFiles): ShareFiles {
    const call = async <Result>(file: string, work: () => Promise<Result>): Promise<Result> => {
      this.calls += 1;
      if (this.#hung !== undefined && file.startsWith(this.#hung)) await this.#answered;
      if (this.#failing !== undefined && file.startsWith(this.#failing)) {
        throw Object.assign(new Error('The share is gone.'), { code: this.#code });
      }
      return await work();
    };
    return {
      open: async (file, mode) => {
        const handle = await call(file, () => files.open(file, mode));
        return {
          stat: () => call(file, () => handle.stat()),
          read: (most) => call(file, () => handle.read(most)),
          write: (text) => call(file, () => handle.write(text)),
          flush: () => call(file, () => handle.flush()),
          close: () => call(file, () => handle.close()),
        };
      },
      stat: (file) => call(file, () => files.stat(file)),
      link: (from, to) => call(from, () => files.link(from, to)),
      rename: (from, to) => call(from, () => files.rename(from, to)),
      unlink: (file) => call(file, () => files.unlink(file)),
      list: (folder) => call(folder, () => files.list(folder)),
      makeFolder: (folder) => call(folder, () => files.makeFolder(folder)),
      removeFolder: (folder) => call(folder, () => files.removeFolder(folder)),
      flushFolder: (folder) => call(folder, () => files.flushFolder(folder)),
    };
  }
}
