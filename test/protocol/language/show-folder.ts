import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

/** A folder of a show on disk. */
export interface ShowFolder {
  readonly folder: string;
  /** The absolute path of a name in it. */
  at(name: string): string;
  /** The address of a name in it. */
  uri(name: string): string;
  /** Makes empty files. */
  add(...names: readonly string[]): Promise<void>;
}

/** A new folder with empty files of these names; it is removed when the test has ended. */
export async function showFolder(...names: readonly string[]): Promise<ShowFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'show-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const at = (name: string): string => path.join(folder, name);
  const add = async (...files: readonly string[]): Promise<void> => {
    for (const file of files) {
      await mkdir(path.dirname(at(file)), { recursive: true });
      await writeFile(at(file), '');
    }
  };
  await add(...names);
  return { folder, at, uri: (name) => pathToFileURL(at(name)).href, add };
}
