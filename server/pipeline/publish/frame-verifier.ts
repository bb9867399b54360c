import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FrameProblem } from '../../protocol/frame-problems.ts';
import { fileError } from '../files/file-error.ts';
import { compareFrames, type SoundFile } from './compare-frames.ts';
import type { ExpectedPicture } from './expected-picture.ts';
import { type FileIdentity, identityOf, isSameFile } from './file-identity.ts';
import { type ExpectedFile, folderProblems } from './folder-problems.ts';
import { type ReadBuffers, readBuffers } from './hashed-read.ts';
import { type InspectedFile, type Inspection, type InspectionFault, inspectFile } from './inspect-file.ts';
import type { MovieProbe } from './probe-movie.ts';
import { WorkLanes } from './work-lanes.ts';

/** What is verified, against what, and how. */
export interface FrameVerifierOptions {
  readonly folder: string;
  /** In the order in which they are told. */
  readonly expected: readonly ExpectedFile[];
  readonly picture?: ExpectedPicture;
  /** What was written before is stale: milliseconds since 1970 by the share's clock. */
  readonly since?: number;
  /** What was in the folder before the render, by name. */
  readonly before?: ReadonlyMap<string, FileIdentity>;
  /** Has the files written to the disk before they count. */
  readonly flush?: boolean;
  readonly probe?: MovieProbe;
  /** Other names in the folder that are all right. */
  readonly beside?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
  /** So many files are read at the same time; 4 where it is not said. */
  readonly atOnce?: number;
  /** Is told after each file that was read. */
  readonly onProgress?: (progress: VerifyProgress) => void;
}

/** How far verifying is. */
export interface VerifyProgress {
  readonly done: number;
  readonly total: number;
  /** Bytes that were read so far. */
  readonly bytes: number;
}

/** What verifying has found. */
export interface VerifyReport {
  /** The sound files, in the order of the expected ones. */
  readonly files: readonly InspectedFile[];
  /** Files by their order, then what lies beside them. */
  readonly problems: readonly FrameProblem[];
}

type Found = Inspection | InspectionFault;

/** What has changed since it was read is read again so often. */
const MOST_AGAIN = 2;

const CHANGING: InspectionFault = {
  kind: 'changed',
  fault: 'It changes while it is verified: something still writes it.',
};

/**
 * Verifies the files of a render while they are finished, and the rest at the end. Each is read once; one that has
 * changed since is read again, and one that changes even then is a problem.
 */
export class FrameVerifier {
  readonly #options: FrameVerifierOptions;
  readonly #found = new Map<string, Promise<Found>>();
  readonly #byFrame: ReadonlyMap<number, ExpectedFile>;
  readonly #lanes: WorkLanes;
  /** Buffers that nobody uses now. */
  readonly #buffers: ReadBuffers[] = [];
  #bytes = 0;
  #done = 0;

  constructor(options: FrameVerifierOptions) {
    this.#options = options;
    this.#lanes = new WorkLanes(options.atOnce ?? 4);
    const framed = options.expected.flatMap((file) => (file.frame === undefined ? [] : [[file.frame, file] as const]));
    this.#byFrame = new Map(framed);
  }

  /** Begins to verify frames that are finished; frames that are known already or were not expected are passed over. */
  finished(frames: Iterable<number>): void {
    for (const frame of frames) {
      const file = this.#byFrame.get(frame);
      if (file !== undefined) this.#begin(file);
    }
  }

  /** Resolves when nothing of what was begun is read any more, however it ended. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#found.values());
  }

  /**
   * Verifies what is left, looks whether anything has changed since it was read, and compares all of it. Errors: that
   * of the signal; those of `fileError` for a folder that cannot be listed.
   */
  async complete(): Promise<VerifyReport> {
    const { folder, expected, signal, picture = {}, beside } = this.#options;
    for (const file of expected) this.#begin(file);
    const problems: FrameProblem[] = [];
    const sound: SoundFile[] = [];
    // All of them end, also when one fails or all are to: nothing of a folder is open when this is over.
    const settled = await Promise.allSettled(expected.map((file) => this.#lastOf(file)));
    signal?.throwIfAborted();
    const results = settled.map((it) => {
      if (it.status === 'rejected') throw it.reason;
      return it.value;
    });
    for (const [index, found] of results.entries()) {
      const file = expected[index] as ExpectedFile;
      if ('fault' in found) problems.push(this.#problem(file, found));
      else sound.push({ expected: file, inspection: found });
    }
    problems.push(...compareFrames(folder, sound, picture));
    const order = new Map(expected.map(({ name }, index) => [name, index]));
    problems.sort((a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0));
    const present = await readdir(folder).catch((error: unknown) => {
      throw fileError(error, folder, 'reading');
    });
    const unexpected = present.filter((name) => beside?.has(name) !== true);
    return {
      files: sound.map(({ inspection }) => inspection.file),
      problems: [...problems, ...folderProblems(folder, expected, unexpected)],
    };
  }

  #begin(file: ExpectedFile): Promise<Found> {
    const known = this.#found.get(file.name);
    if (known !== undefined) return known;
    const found = this.#read(file).then((it) => this.#count(it));
    // An abort is met by who completes; nobody may do that.
    found.catch(() => undefined);
    this.#found.set(file.name, found);
    return found;
  }

  /** What was found of a file, once it does not change any more. */
  async #lastOf(file: ExpectedFile): Promise<Found> {
    let found = await this.#begin(file);
    for (let again = 0; ; again += 1) {
      const now = await this.#lanes.run(() => identityNow(path.join(this.#options.folder, file.name)));
      if (isStill(found, now)) return found;
      if (again === MOST_AGAIN) return CHANGING;
      found = await this.#read(file);
    }
  }

  async #read({ name }: ExpectedFile): Promise<Found> {
    const { folder, since, before, flush, signal, probe } = this.#options;
    return await this.#lanes.run(async () => {
      signal?.throwIfAborted();
      const buffers = this.#buffers.pop() ?? readBuffers();
      try {
        return await inspectFile(path.join(folder, name), {
          ...(since !== undefined && { since }),
          ...(flush !== undefined && { flush }),
          before: before?.get(name),
          signal,
          buffers,
          probe,
        });
      } finally {
        this.#buffers.push(buffers);
      }
    });
  }

  #count(found: Found): Found {
    this.#done += 1;
    this.#bytes += found.identity?.size ?? 0;
    this.#options.onProgress?.({ done: this.#done, total: this.#options.expected.length, bytes: this.#bytes });
    return found;
  }

  #problem({ name, frame }: ExpectedFile, { kind, fault }: InspectionFault): FrameProblem {
    const place = path.join(this.#options.folder, name);
    return { kind, severity: 'error', file: name, path: place, ...(frame !== undefined && { frame }), message: fault };
  }
}

/** Whether what was found of a file holds of what is there now. */
function isStill(found: Found, now: FileIdentity | undefined): boolean {
  if ('fault' in found && found.kind === 'changed') return false;
  // What cannot be opened has no identity, though it may be there.
  if ('fault' in found && found.kind === 'unreadable') return true;
  return found.identity === undefined ? now === undefined : isSameFile(found.identity, now);
}

async function identityNow(file: string): Promise<FileIdentity | undefined> {
  return await stat(file).then(identityOf, () => undefined);
}
