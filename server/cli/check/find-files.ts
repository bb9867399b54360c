import { opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileKindsOf } from '../../checks/file-kinds.ts';
import { PREVIEW_FOLDER, PUBLISHED_FOLDER, VERSIONS_FOLDER } from '../../project/names/step-folder.ts';
import { ComplineError } from '../../protocol/errors.ts';

/** A file to check. */
export interface FoundFile {
  /** As the user would write it: what was given, and below it the way to the file. */
  readonly path: string;
  /** Whether the user named the file itself, and not a folder above it. */
  readonly isNamed: boolean;
}

/**
 * Folders nobody keeps what is checked in, and those of what was kept of comps: a copy there lies elsewhere than it was made
 * for, so that its relative paths lead nowhere. Names that begin with a dot (staging, version control) are left out too.
 */
const skippedFolders: ReadonlySet<string> = new Set([
  ...['node_modules', '__pycache__'],
  ...[VERSIONS_FOLDER, PUBLISHED_FOLDER, PREVIEW_FOLDER],
]);

/**
 * The files that the given paths name: files as they are, folders with everything below them that may be of a kind that is
 * checked, in the order of their names. A file that is named twice comes once. Symbolic links to folders are not followed.
 *
 * @throws ComplineError `not-found` for a path that does not exist.
 */
export async function findFiles(paths: readonly string[]): Promise<readonly FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const given of paths) {
    const isFolder = await isDirectory(given);
    const files = isFolder ? await filesBelow(given) : [given];
    for (const file of files) {
      const absolute = path.resolve(file);
      if (!found.has(absolute) || !isFolder) found.set(absolute, { path: file, isNamed: !isFolder });
    }
  }
  return [...found.values()];
}

async function isDirectory(given: string): Promise<boolean> {
  try {
    return (await stat(given)).isDirectory();
  } catch (cause) {
    const message = `${given} cannot be read: there is no such file or folder, or no permission to see it.`;
    throw new ComplineError({ code: 'not-found', message, path: given, nextStep: 'Check the path.' }, { cause });
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const files: string[] = [];
  const folders: string[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (entry.name.startsWith('.')) continue;
      const below = path.join(folder, entry.name);
      if (entry.isDirectory() && !skippedFolders.has(entry.name)) folders.push(below);
      if (!entry.isDirectory() && fileKindsOf(entry.name).length > 0) files.push(below);
    }
  } catch {
    return [folder]; // Checking it as a file says that it cannot be read, and the rest is checked all the same.
  }
  for (const below of folders.sort()) files.push(...(await filesBelow(below)));
  return files.sort();
}
