import { createHash } from 'node:crypto';
import { access, constants, readFile, stat } from 'node:fs/promises';
import type { PublishDisk } from '../../checks/publish-check.ts';
import { BoundedReads } from '../../project/bounded-reads.ts';
import { systemCode } from '../files/file-error.ts';
import { listReservations } from '../files/reserve-number.ts';
import { freeBytes, nearestFolder } from '../files/room.ts';
import { lockPathOf, readLock } from '../locks/lock-file.ts';
import { movieRate } from './movie-rate.ts';
import { sourceFault } from './source-fault.ts';

/** How long one read of the disk may take, in milliseconds. */
const TIMEOUT = 5_000;

/** Whoever publishes. */
interface Publishing {
  readonly user: string;
  readonly machine: string;
}

/** The disk as the checks of a publish see it. */
export function publishDisk(by: Publishing): PublishDisk {
  const reads = new BoundedReads(TIMEOUT);
  const ask = async <Value>(work: () => Promise<Value>): Promise<Value | undefined> =>
    await reads.read(work).catch(() => undefined);
  return {
    whyNotWritable: (folder) => ask(() => whyNotWritable(folder)),
    freeBytes: (folder) => ask(async () => freeBytes(await nearestFolder(folder))),
    sha256: (file) =>
      ask(async () =>
        createHash('sha256')
          .update(await readFile(file))
          .digest('hex'),
      ),
    fileFault: (file) => ask(() => sourceFault(file)),
    movieRate: (file) => ask(() => movieRate(file)),
    lockedBy: (file) => ask(() => lockedBy(file, by)),
    reservedIn: async (container) => {
      const reserved = (await ask(() => listReservations({ folder: container }))) ?? [];
      return reserved.map(({ number }) => number).sort((a, b) => a - b);
    },
  };
}

async function whyNotWritable(folder: string): Promise<string | undefined> {
  const place = await nearestFolder(folder);
  if (!(await stat(place)).isDirectory()) return place === folder ? 'it is a file' : `${place} is a file`;
  try {
    await access(place, constants.W_OK);
    return undefined;
  } catch (error) {
    if (systemCode(error) === 'EROFS') return 'the disk is read-only';
    return place === folder ? 'you have no permission' : `you have no permission to make it in ${place}`;
  }
}

async function lockedBy(file: string, { user, machine }: Publishing): Promise<string | undefined> {
  const lock = await readLock(lockPathOf(file));
  if (lock === undefined) return undefined;
  const { owner } = lock;
  if (owner === undefined) return 'Somebody';
  // Programs write names of machines in capitals or not.
  if (owner.user === user && owner.machine.toLowerCase() === machine.toLowerCase()) return undefined;
  return `${owner.displayName ?? owner.user} on ${owner.machine}`;
}
