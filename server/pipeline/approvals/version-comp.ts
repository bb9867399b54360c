import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { PUBLISHED_FOLDER } from '../../project/names/step-folder.ts';
import { listVersions } from '../../project/versions.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { VersionKind } from '../../protocol/roles.ts';
import { fileError, systemCode } from '../files/file-error.ts';
import { hashOf, readWhole } from '../files/file-identity.ts';
import { versionSeries } from '../saves/version-series.ts';

/** Which version of which comp. */
export interface VersionOfComp {
  /** The working file; absolute. */
  readonly comp: string;
  /** The folder of its step. */
  readonly stepFolder: string;
  readonly version: number;
  readonly kind: VersionKind;
}

/**
 * The SHA-256 of a comp as a version of it holds it. Errors: `not-found` where there is no such version, or no comp in it;
 * those of reading.
 */
export async function hashOfVersion(wanted: VersionOfComp): Promise<string> {
  for (const file of await filesOf(wanted)) {
    const read = await readWhole(file);
    if (read !== undefined) return hashOf(read.bytes);
  }
  const { comp, version, kind } = wanted;
  throw new ComplineError({
    code: 'not-found',
    message: `There is no ${kind} version ${version} of ${path.basename(comp)} with the comp in it.`,
    nextStep: 'See which versions there are in the Publish view, or under the folder of the step.',
    path: comp,
  });
}

async function filesOf({ comp, stepFolder, version, kind }: VersionOfComp): Promise<string[]> {
  if (kind === 'published') {
    const folders = await listVersions(path.join(stepFolder, PUBLISHED_FOLDER));
    return folders
      .filter(({ number }) => number === version)
      .map(({ folder }) => path.join(folder, path.basename(comp)));
  }
  const { names, numbers } = await versionSeries(comp);
  try {
    const found = await readdir(numbers.folder);
    return found.filter((name) => names.read(name)?.number === version).map((name) => path.join(numbers.folder, name));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw fileError(error, numbers.folder, 'reading');
  }
}
