import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { versionDigits } from '../../project/names/version-folder.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { fileError, systemCode } from './file-error.ts';
import type { FileOperations } from './file-operations.ts';

/** Numbers that are given out in a folder. */
export interface NumberSeries {
  readonly folder: string;
  /** Tells the series apart where a folder has several: lower-case hexadecimal digits. */
  readonly name?: string;
  /** The numbers that are taken for good. */
  taken(): Promise<readonly number[]>;
}

/** A number that is reserved, by a hidden file that only one can make. */
export interface Reservation {
  readonly file: string;
  readonly number: number;
  /** What its owner wrote into it; undefined where that cannot be read. */
  readonly content: Readonly<Record<string, unknown>> | undefined;
}

/** So many numbers are tried; others may take them at the same time. */
const MOST_TRIES = 1000;
/** Version scans pass over names that begin with a dot. */
const RESERVATION = /^\.compline-version-(?:(?<name>[0-9a-f]+)-)?(?<number>\d+)$/;

/** The number that comes next in a series, if nobody else takes it. */
export async function nextNumber(series: NumberSeries): Promise<number> {
  const reserved = (await listReservations(series)).map(({ number }) => number);
  return [...(await series.taken()), ...reserved].reduce((most, number) => Math.max(most, number), 0) + 1;
}

/**
 * Reserves the next number of a series; its owner writes `content` into the reservation. Errors: `version-taken` where
 * others were always quicker, and those of `fileError`.
 */
export async function reserveNumber(
  files: FileOperations,
  series: NumberSeries,
  content: Readonly<Record<string, unknown>>,
): Promise<Reservation> {
  await files.makeFolder(series.folder);
  let number = await nextNumber(series);
  for (let tries = 0; tries < MOST_TRIES; tries += 1, number += 1) {
    const file = path.join(series.folder, reservationName(series, number));
    if (!(await files.createExclusive(file, `${JSON.stringify({ version: 1, ...content })}\n`))) continue;
    // A version of this number can have been made between the look and the reservation.
    if (!(await series.taken()).includes(number)) return { file, number, content };
    await files.remove(file);
  }
  throw new ComplineError({
    code: 'version-taken',
    message: 'No number of a version could be reserved: others took each one first.',
    nextStep: 'Try again.',
    path: series.folder,
  });
}

/** The reservations of a series. */
export async function listReservations({
  folder,
  name,
}: Pick<NumberSeries, 'folder' | 'name'>): Promise<readonly Reservation[]> {
  const found: Reservation[] = [];
  for (const entry of await namesIn(folder)) {
    const groups = RESERVATION.exec(entry)?.groups;
    if (groups === undefined || groups.name !== name) continue;
    const file = path.join(folder, entry);
    found.push({ file, number: Number(groups.number), content: await contentOf(file) });
  }
  return found;
}

function reservationName({ name }: NumberSeries, number: number): string {
  return `.compline-version-${name === undefined ? '' : `${name}-`}${versionDigits(number)}`;
}

async function contentOf(file: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw fileError(error, folder, 'reading');
  }
}
