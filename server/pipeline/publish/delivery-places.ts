import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { isMovieName, numberedName, type OutputFiles } from '../../project/sequence.ts';
import { fileError, systemCode } from '../files/file-error.ts';
import type { Manifest } from './manifest.ts';
import { readManifestFile } from './read-manifest.ts';

/** Beside the deliveries, under a name that no scan takes for one: what was delivered before, by name and publish. */
const KEPT = '.compline-delivered';
/** What the manifest beside a delivery has after the delivery's name. */
export const MANIFEST_ENDING = '.manifest.json';

/** A delivery in a project's export folder: `06-EXPORT/<name>/<name>.1001.exr` or `06-EXPORT/<name>.mov`. */
export interface Delivery {
  /** The export folder; absolute. */
  readonly folder: string;
  /** The name of the output without number and extension. */
  readonly name: string;
}

/** The manifest's name, relative to the export folder. */
export function deliveryManifest({ name }: Pick<Delivery, 'name'>): string {
  return `${name}${MANIFEST_ENDING}`;
}

/** The name of a delivered file, relative to the export folder, with forward slashes. */
export function deliveredName({ name }: Pick<Delivery, 'name'>, files: OutputFiles, file: string): string {
  return files.isMovie ? file : `${name}/${file}`;
}

/** The folder or movie that people know a delivery by. */
export function deliveredPlace(delivery: Delivery, files: OutputFiles): string {
  return path.join(delivery.folder, files.isMovie ? files.printf : delivery.name);
}

/** Where everything is kept that was delivered under a name before; a folder in it for each that replaced something. */
export function keptFolder({ folder, name }: Delivery): string {
  return path.join(folder, KEPT, name);
}

/** The names of all that is kept in an export folder. */
export async function keptNames(folder: string): Promise<readonly string[]> {
  return await namesIn(path.join(folder, KEPT));
}

/** The file that says who is replacing a delivery just now. */
export function turnFile({ folder, name }: Delivery): string {
  return path.join(folder, `.compline-delivering-${name}`);
}

/** The manifest beside a delivery, or beside what is kept of one; undefined where there is none that can be read. */
export async function manifestOfDelivery(place: string, name: string): Promise<Manifest | undefined> {
  return await readManifestFile(path.join(place, deliveryManifest({ name })));
}

/**
 * What is delivered now, as names relative to the export folder: what the manifest beside it lists, and every file of
 * the same sequences as `like`, whoever wrote it. A frame that the new delivery lacks must not stay beside it.
 */
export async function deliveredNow(delivery: Delivery, like: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>([deliveryManifest(delivery)]);
  const manifest = await manifestOfDelivery(delivery.folder, delivery.name);
  for (const { name } of manifest?.files ?? []) if (isInside(name)) found.add(name);
  const sequences = new Map(like.map((name) => [sequenceOf(name), path.posix.dirname(name)]));
  for (const folder of new Set(sequences.values())) {
    for (const file of await namesIn(path.join(delivery.folder, folder))) {
      const name = path.posix.join(folder, file);
      if (sequences.has(sequenceOf(name))) found.add(name);
    }
  }
  const there: string[] = [];
  for (const name of [...found].sort()) if (await isFile(path.join(delivery.folder, name))) there.push(name);
  return there;
}

/** All files that are kept in a folder, as names relative to it. */
export async function filesUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw fileError(error, folder, 'reading');
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

/** A manifest is a file that anybody may have written: a name in it leads nowhere else. */
function isInside(name: string): boolean {
  return !path.isAbsolute(name) && !name.split(/[/\\]/).includes('..') && !/^[A-Za-z]:/.test(name);
}

/** The same for every file of a sequence; a name of its own for a movie. */
function sequenceOf(name: string): string {
  const { lead, digits, extension } = numberedName(name);
  return isMovieName(name) || digits === '' ? name : `${lead}#${extension}`;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return [];
    throw fileError(error, folder, 'reading');
  }
}

async function isFile(file: string): Promise<boolean> {
  return await lstat(file).then(
    (stats) => !stats.isDirectory(),
    () => false,
  );
}
