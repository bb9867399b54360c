import { setTimeout as pause } from 'node:timers/promises';
import { versionDigits } from '../../project/names/version-folder.ts';
import { listVersions } from '../../project/versions.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { type VersionHolder, versionHolderSchema } from '../../protocol/publishes.ts';
import type { FileOperations } from '../files/file-operations.ts';
import {
  listReservations,
  type NumberSeries,
  nextNumber,
  type Reservation,
  reserveNumber,
} from '../files/reserve-number.ts';
import { readManifest } from './read-manifest.ts';

/** The numbers of the versions in a `_published` folder. */
function publishedNumbers(published: string): NumberSeries {
  return { folder: published, taken: async () => (await listVersions(published)).map(({ number }) => number) };
}

/** The number that the next version gets, if nobody else takes it. */
export async function nextVersion(published: string): Promise<number> {
  return await nextNumber(publishedNumbers(published));
}

/** Whose a reservation is, as its file tells it to others. */
export interface ReservationOwner {
  readonly publish: string;
  readonly user: string;
  readonly machine: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/**
 * Reserves the next number for a publish by a file that only one can make. With `wanted`, which a plan has told, it is
 * that number or a lower one. Errors: `version-taken` where others were always quicker, or have the number that is
 * wanted: then who and since when is told, with the `holder` in `details`; and those of `fileError`.
 */
export async function reserveVersion(
  files: FileOperations,
  published: string,
  owner: ReservationOwner,
  wanted?: number,
): Promise<number> {
  const { number, file } = await reserveNumber(files, publishedNumbers(published), { ...owner });
  if (wanted === undefined || number <= wanted) return number;
  await files.remove(file);
  throw await takenBy(published, wanted);
}

/** Who has reserved numbers in a `_published` folder, but for the publish that is named; the lowest number first. */
export async function othersAtWork(published: string, publish?: string): Promise<readonly VersionHolder[]> {
  const reservations = await listReservations(publishedNumbers(published));
  const others = reservations.filter(({ content }) => publish === undefined || content?.publish !== publish);
  return others.flatMap((it) => holderOf(it) ?? []).sort((a, b) => a.version - b.version);
}

function holderOf({ number, content }: Reservation): VersionHolder | undefined {
  const holder = versionHolderSchema.safeParse({ ...content, version: number });
  return holder.data;
}

async function takenBy(published: string, number: number): Promise<ComplineError> {
  const holder = (await reservedBy(published, number)) ?? (await publishedBy(published, number));
  const digits = versionDigits(number);
  const whom = holder === undefined ? '' : ` by ${holder.user} on ${holder.machine}, ${holder.at}`;
  return new ComplineError({
    code: 'version-taken',
    message: `Version ${digits} was taken${whom}.`,
    nextStep: 'Publish again to get the next number.',
    path: published,
    ...(holder !== undefined && { details: { holder } }),
  });
}

/** A reservation may be just being written: it is looked at again after so many milliseconds. */
const SECOND_LOOKS = [20, 80, 200];

async function reservedBy(published: string, number: number): Promise<VersionHolder | undefined> {
  for (let tries = 0; ; tries += 1) {
    const reservations = await listReservations(publishedNumbers(published));
    const found = reservations.find((it) => it.number === number);
    const holder = found && holderOf(found);
    const wait = SECOND_LOOKS[tries];
    if (found === undefined || holder !== undefined || wait === undefined) return holder;
    await pause(wait);
  }
}

async function publishedBy(published: string, number: number): Promise<VersionHolder | undefined> {
  const version = (await listVersions(published)).find((it) => it.number === number);
  const manifest = version && (await readManifest(version.folder));
  return manifest && { version: number, user: manifest.by, machine: manifest.machine, at: manifest.at };
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
