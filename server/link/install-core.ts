import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ComplineError } from '../protocol/errors.ts';
import { stateFiles } from './state-folder.ts';

/** Days after which a bundle that no core has used is removed. */
const keptDays = 30;
const millisecondsADay = 86_400_000;

/**
 * Copies the core's bundle into the state folder, since an extension's own folder vanishes when it is updated and the
 * core goes on. Returns the copy's path. A module that is no bundle (`.ts`, in a checkout) is run where it is. What no
 * core has used for a month is removed. Errors: `core-unreachable`, `state-folder-unusable`.
 */
export async function installCore(bundle: string, stateFolder: string, version: string): Promise<string> {
  if (!bundle.endsWith('.cjs')) return bundle;
  const contents = await readBundle(bundle);
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 12);
  const { bundles } = stateFiles(stateFolder);
  const folder = path.join(bundles, `${version.replaceAll(/[^\w.-]/g, '_')}-${hash}`);
  const installed = path.join(folder, 'core.cjs');
  try {
    if (!(await holds(installed, contents.length))) await write(folder, installed, contents);
    await prune(bundles, folder);
  } catch (error) {
    throw new ComplineError(
      {
        code: 'state-folder-unusable',
        message: `The pipeline core could not be copied to ${folder}: ${error instanceof Error ? error.message : error}.`,
        nextStep:
          'Make the folder writable and see that its disk is not full, or set COMPLINE_STATE_HOME to another one.',
        path: stateFolder,
      },
      { cause: error },
    );
  }
  return installed;
}

async function readBundle(bundle: string): Promise<Buffer> {
  try {
    return await readFile(bundle);
  } catch (error) {
    throw new ComplineError(
      {
        code: 'core-unreachable',
        message: `The pipeline core is not at ${bundle}.`,
        nextStep: 'Install Compline again, or build it where this is a checkout.',
        path: bundle,
      },
      { cause: error },
    );
  }
}

async function holds(file: string, size: number): Promise<boolean> {
  try {
    return (await stat(file)).size === size;
  } catch {
    return false;
  }
}

async function write(folder: string, file: string, contents: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const beside = `${file}.${randomUUID()}`;
  await using handle = await open(beside, 'wx', 0o600);
  await handle.writeFile(contents);
  await handle.sync();
  await rename(beside, file);
}

async function prune(bundles: string, inUse: string): Promise<void> {
  for (const name of await readdir(bundles)) {
    const folder = path.join(bundles, name);
    if (folder === inUse) continue;
    const age = Date.now() - (await stat(folder)).mtimeMs;
    if (age > keptDays * millisecondsADay) await rm(folder, { recursive: true, force: true });
  }
}
