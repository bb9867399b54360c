import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { versionDigits } from '../../project/names/version-folder.ts';
import { listVersions } from '../../project/versions.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { fileError, systemCode } from '../files/file-error.ts';
import type { FileOperations } from '../files/file-operations.ts';

/** A reservation is a file of this name in `_published`; version scans pass over names that begin with a dot. */
const RESERVATION = /^\.compline-version-(?<number>\d+)$/;

/** So many numbers are tried; others may take them at the same time. */
const MOST_TRIES = 1000;

/** The number that the next version gets, if nobody else takes it. */
export async function nextVersion(published: string): Promise<number> {
  const taken = [...(await listVersions(published)).map(({ number }) => number)];
  for (const { number } of await listReservations(published)) taken.push(number);
  return Math.max(0, ...taken) + 1;
}

/**
 * Reserves the next number for a publish by a file that only one can make. Errors: `version-taken` where others were
 * always quicker, and those of `fileError`.
 */
export async function reserveVersion(files: FileOperations, published: string, publish: string): Promise<number> {
  await files.makeFolder(published);
  let number = await nextVersion(published);
  for (let tries = 0; tries < MOST_TRIES; tries += 1, number += 1) {
    const text = `${JSON.stringify({ version: 1, publish })}\n`;
    if (!(await files.createExclusive(reservationPath(published, number), text))) continue;
    // A version of this number can have been committed between the look and the reservation.
    if (!(await isTaken(published, number))) return number;
    await files.remove(reservationPath(published, number));
  }
  throw new ComplineError({
    code: 'version-taken',
    message: 'No number of a version could be reserved: others took each one first.',
    nextStep: 'Publish again.',
    path: published,
  });
}

/** True where a version of this number is there. */
export async function isTaken(published: string, number: number): Promise<boolean> {
  return (await listVersions(published)).some((version) => version.number === number);
}

/** Lets the numbers go that a publish has reserved. */
export async function releaseReservations(files: FileOperations, published: string, publish: string): Promise<void> {
  for (const { file, owner } of await listReservations(published)) {
    if (owner === publish) await files.remove(file);
  }
}

/** The reservations in a `_published` folder; `owner` is the id of a publish, undefined where it cannot be read. */
export async function listReservations(
  published: string,
): Promise<readonly { file: string; number: number; owner: string | undefined }[]> {
  const found: { file: string; number: number; owner: string | undefined }[] = [];
  for (const name of await namesIn(published)) {
    const number = RESERVATION.exec(name)?.groups?.number;
    if (number === undefined) continue;
    const file = path.join(published, name);
    found.push({ file, number: Number(number), owner: await ownerOf(file) });
  }
  return found;
}

function reservationPath(published: string, number: number): string {
  return path.join(published, `.compline-version-${versionDigits(number)}`);
}

async function ownerOf(file: string): Promise<string | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof value !== 'object' || value === null || !('publish' in value)) return undefined;
    return typeof value.publish === 'string' ? value.publish : undefined;
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
