import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { STANDARD_PREFIXES, versionPrefixes } from '../../formats/names/states.ts';
import { findProjectRoot, loadProject } from '../../project/load-project.ts';
import { PREVIEW_FOLDER, PUBLISHED_FOLDER, VERSIONS_FOLDER } from '../../project/names/step-folder.ts';
import { type VersionFileName, type VersionNames, versionNames } from '../../project/names/version-file.ts';
import { fileError, systemCode } from '../files/file-error.ts';
import type { NumberSeries } from '../files/reserve-number.ts';

/** What a new file's versions are called where nobody says. */
const USUAL_STATE = 'wip';
/** Every project has this one. */
const PLAIN_STATE = 'v';

const RESERVED: readonly string[] = [VERSIONS_FOLDER, PUBLISHED_FOLDER, PREVIEW_FOLDER];

/** A version's file, by its name in the folder of versions. */
export interface VersionFile extends VersionFileName {
  readonly name: string;
}

/** The versions that are kept of a file: where, under which names, by which numbers. */
export interface VersionSeries {
  readonly names: VersionNames;
  readonly numbers: NumberSeries;
  /** The versions that there are, in no order. Errors: those of `fileError`. */
  files(): Promise<VersionFile[]>;
  /** The state of the newest version; what is usual in the project where there is none. Errors: those of `fileError`. */
  newestState(): Promise<string>;
}

/**
 * The versions of a file: in `_versions` beside it, or beside the reserved folder that it lies in. Their numbers go on
 * over all states; the number that the file's own name carries is taken too.
 */
export async function versionSeries(file: string): Promise<VersionSeries> {
  const prefixes = await prefixesOf(file);
  const names = versionNames(path.basename(file), prefixes);
  const folder = path.join(stepFolderOf(path.resolve(file)), VERSIONS_FOLDER);
  const versions = () => versionsIn(folder, names);
  return {
    names,
    numbers: {
      folder,
      name: createHash('sha256').update(names.key).digest('hex').slice(0, 12),
      taken: async () =>
        [...(await versions()), ...(names.own === undefined ? [] : [names.own])].map((it) => it.number),
    },
    files: versions,
    async newestState() {
      const [newest] = (await versions()).sort((a, b) => b.number - a.number);
      const usual = prefixes.includes(USUAL_STATE) ? USUAL_STATE : PLAIN_STATE;
      return (newest ?? names.own)?.state ?? usual;
    },
  };
}

async function versionsIn(folder: string, names: VersionNames): Promise<VersionFile[]> {
  try {
    return (await readdir(folder)).flatMap((name) => {
      const version = names.read(name);
      return version === undefined ? [] : { name, ...version };
    });
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw fileError(error, folder, 'reading');
  }
}

/** The folder of the file, or the one that holds the outermost reserved folder around it. */
function stepFolderOf(file: string): string {
  const parts = path.dirname(file).split(path.sep);
  const at = parts.findIndex((part) => RESERVED.includes(part.toLowerCase()));
  return at === -1 ? path.dirname(file) : parts.slice(0, at).join(path.sep) || path.sep;
}

/** What stands before the digits of versions in the project of a file; a configuration with faults changes nothing. */
async function prefixesOf(file: string) {
  const root = await findProjectRoot(path.dirname(file));
  if (root === undefined) return STANDARD_PREFIXES;
  const states = await loadProject(root).then(
    ({ config }) => config?.states,
    () => undefined,
  );
  return states === undefined ? STANDARD_PREFIXES : versionPrefixes(states);
}
