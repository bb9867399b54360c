import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { findLockedFiles } from './find-locks.ts';
import { lockPathOf } from './lock-file.ts';
import { realPath } from './real-path.ts';
import { ShareClock } from './share-clock.ts';
import { nodeFiles, type ShareFiles } from './share-files.ts';
import { ShareLanes } from './share-lanes.ts';
import { readShareMap, type ShareMap } from './share-map.ts';

/** Where the lock of a file is. */
export interface LockPlace {
  /** The file, as whoever asks names it. */
  readonly file: string;
  /** The lock file, whatever links lead to the file: one file has one lock. */
  readonly lockPath: string;
  readonly share: string;
}

/** The shares that locks are on: finds the place of a lock, and does work there that nobody has to wait for without end. */
export class LockShares {
  readonly #files: ShareFiles;
  readonly #clock: ShareClock;
  readonly #lanes: ShareLanes;
  readonly #readMap: () => Promise<ShareMap>;

  constructor(
    options: {
      readonly files?: ShareFiles;
      readonly lanes?: ShareLanes;
      readonly readMap?: () => Promise<ShareMap>;
    } = {},
  ) {
    this.#files = options.files ?? nodeFiles;
    this.#clock = new ShareClock(this.#files);
    this.#lanes = options.lanes ?? new ShareLanes();
    this.#readMap = options.readMap ?? (() => readShareMap());
  }

  /** Error `share-unreachable`. */
  async placeOf(file: string): Promise<LockPlace> {
    const shareOf = await this.#readMap();
    const real = await realPath(file, this.#lanes, shareOf);
    return { file, lockPath: lockPathOf(real), share: shareOf(path.dirname(real)) };
  }

  /**
   * The files under a folder that have a lock file beside them, named as the folder is. Errors: `share-unreachable`, and
   * those of reading the folder; what is below and cannot be read, or is on a share that does not answer, is left out.
   */
  async lockedFilesIn(root: string): Promise<readonly string[]> {
    const shareOf = await this.#readMap();
    const folder = await realPath(root, this.#lanes, shareOf);
    const files = await findLockedFiles(folder, (it) =>
      this.#lanes.run(shareOf(it), () => readdir(it, { withFileTypes: true })),
    );
    return files.map((file) => path.join(root, path.relative(folder, file)));
  }

  /** The share that a lock's path is on now: another one than its own where that is not mounted any more. */
  async shareNow(lockPath: string): Promise<string> {
    return (await this.#readMap())(path.dirname(lockPath));
  }

  /** Does work where a lock is. Errors: those of the work, and `share-unreachable`; `late` undoes what
   * ended when nobody waited for it any more. */
  async do<Result>(
    { share, lockPath }: Pick<LockPlace, 'share' | 'lockPath'>,
    work: (files: ShareFiles, clock: ShareClock) => Promise<Result>,
    late?: (result: Result) => void,
  ): Promise<Result> {
    return await this.#lanes.run(share, () => work(this.#files, this.#clock), {
      about: lockPath,
      ...(late !== undefined && { late }),
    });
  }
}
