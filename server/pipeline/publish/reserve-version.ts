import { listVersions } from '../../project/versions.ts';
import type { FileOperations } from '../files/file-operations.ts';
import { listReservations, type NumberSeries, nextNumber, reserveNumber } from '../files/reserve-number.ts';

/** The numbers of the versions in a `_published` folder. */
function publishedNumbers(published: string): NumberSeries {
  return { folder: published, taken: async () => (await listVersions(published)).map(({ number }) => number) };
}

/** The number that the next version gets, if nobody else takes it. */
export async function nextVersion(published: string): Promise<number> {
  return await nextNumber(publishedNumbers(published));
}

/**
 * Reserves the next number for a publish by a file that only one can make. Errors: `version-taken` where others were
 * always quicker, and those of `fileError`.
 */
export async function reserveVersion(files: FileOperations, published: string, publish: string): Promise<number> {
  return (await reserveNumber(files, publishedNumbers(published), { publish })).number;
}

/** True where a version of this number is there. */
export async function isTaken(published: string, number: number): Promise<boolean> {
  return (await publishedNumbers(published).taken()).includes(number);
}

/** Lets the numbers go that a publish has reserved. */
export async function releaseReservations(files: FileOperations, published: string, publish: string): Promise<void> {
  for (const { file, content } of await listReservations(publishedNumbers(published))) {
    if (content?.publish === publish) await files.remove(file);
  }
}
