import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { ComplineError } from '../../protocol/errors.ts';
import type { SavedVersion } from '../../protocol/saves.ts';
import { readWhole, type WholeFile } from '../files/file-identity.ts';
import { LARGEST_KEPT, type SaveContext, tellTrail } from '../saves/save-context.ts';
import type { Saves } from '../saves/saves.ts';
import { versionSeries } from '../saves/version-series.ts';

/** What is restored. */
export interface RestoreWish {
  /** The comp that gets back what it was. */
  readonly file: string;
  /** The file of the version: one of `_versions`, or the comp that a published version keeps. */
  readonly version: string;
}

/** What restoring did. */
export interface Restored {
  /** The version that the comp's text of before was kept as; absent where a version has it already. */
  readonly kept?: SavedVersion;
  /** The comp is what it was in that version already. */
  readonly unchanged: boolean;
}

/**
 * Gives a comp the text of one of its versions, byte for byte. What it holds now becomes a version first, unless one
 * of them holds the same. Errors: `not-found`, `file-changed` where somebody writes the comp meanwhile, `locked`,
 * those of a version and of a guarded save; the comp then is what it was.
 */
export async function restoreVersion(
  {
    saves,
    context,
  }: { readonly saves: Pick<Saves, 'checkMaySave' | 'save' | 'version'>; readonly context: SaveContext },
  wish: RestoreWish,
  client: string,
): Promise<Restored> {
  const [file, version] = [path.resolve(wish.file), path.resolve(wish.version)];
  const wanted = await readWhole(version, LARGEST_KEPT);
  if (wanted === undefined) throw missing(version);
  const now = await readWhole(file, LARGEST_KEPT);
  if (now?.identity.sha256 === wanted.identity.sha256) return { unchanged: true };
  // Where the comp cannot be replaced nothing is kept of it either.
  await saves.checkMaySave(file, client);
  const kept = now === undefined || (await isKept(file, now)) ? undefined : await keep(saves, file, version);
  await saves.save(file, wanted.bytes, { client, expected: now?.identity ?? 'missing' });
  const told = { event: 'restored', id: randomUUID(), from: version, sha256: wanted.identity.sha256 };
  await tellTrail(context, file, { ...told, ...(kept !== undefined && { versionFile: kept.file }) });
  return { unchanged: false, ...(kept !== undefined && { kept }) };
}

/** An empty file is nothing that anybody misses. */
async function isKept(file: string, now: WholeFile): Promise<boolean> {
  if (now.bytes.length === 0) return true;
  const series = await versionSeries(file);
  for (const { name } of await series.files()) {
    const version = path.join(series.numbers.folder, name);
    const size = await stat(version)
      .then((it) => it.size)
      .catch(() => undefined);
    if (size !== now.bytes.length) continue;
    if ((await readWhole(version, LARGEST_KEPT))?.identity.sha256 === now.identity.sha256) return true;
  }
  return false;
}

async function keep(saves: Pick<Saves, 'version'>, file: string, version: string): Promise<SavedVersion> {
  return await saves.version({ file, comment: `Before ${nameOf(version)} was restored.` });
}

/** The comp in a version's folder has the comp's own name: the folder tells which one it is. */
function nameOf(version: string): string {
  const folder = path.basename(path.dirname(version));
  return folder.startsWith('_') ? path.basename(version) : folder;
}

function missing(version: string): ComplineError {
  return new ComplineError({
    code: 'not-found',
    message: `${path.basename(version)} is not there.`,
    nextStep: 'List the versions: compline versions list.',
    path: version,
  });
}
