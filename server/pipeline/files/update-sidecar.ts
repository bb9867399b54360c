import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readSidecar, SIDECAR_NAME, type Sidecar } from '../../project/sidecar.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { readWhole } from './file-identity.ts';
import type { FileOperations } from './file-operations.ts';
import { type IsOurTurn, inFileTurn } from './file-turn.ts';

/** What a sidecar holds: entries by the names of files. */
export type SidecarEntries = Readonly<Record<string, unknown>>;

/** Makes new entries of those that are there; undefined where nothing is to be changed. */
export type SidecarChange = (entries: SidecarEntries) => SidecarEntries | undefined;

/** Other programs write sidecars as well: so often it is begun anew where one of them came in between. */
const MOST_TRIES = 20;
/** One that reads as damaged may be just being written: it is read again after so many milliseconds. */
const SECOND_LOOKS = [20, 80, 200];
/** So many damaged ones may be kept in a folder. */
const MOST_KEPT = 1000;

/**
 * Changes the sidecar of a folder: what it holds is read, changed and replaced as a whole, by one process at a time, so
 * that no entry is lost. One that cannot be understood is moved to `_ramses_data.json.unreadable-<n>`, and a new one
 * begun. Errors: `file-changed` where other programs change it all the time, and those of `fileError`; one that the
 * system does not let be read stays as it is.
 */
export async function updateSidecar(files: FileOperations, folder: string, change: SidecarChange): Promise<void> {
  const file = path.join(folder, SIDECAR_NAME);
  await inFileTurn(file, async (isOurs) => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      if (await updateOnce(files, folder, change, isOurs)) return;
    }
    throw new ComplineError({
      code: 'file-changed',
      message: `${SIDECAR_NAME} is changed by other programs all the time.`,
      nextStep: 'Try again.',
      path: file,
    });
  });
}

/** Answers false where somebody else has changed it meanwhile. */
async function updateOnce(
  files: FileOperations,
  folder: string,
  change: SidecarChange,
  isOurs: IsOurTurn,
): Promise<boolean> {
  const file = path.join(folder, SIDECAR_NAME);
  const read = await readWhole(file);
  const sidecar = await readPatiently(folder);
  if (sidecar.kind === 'damaged') await setAside(files, folder);
  const after = change(sidecar.kind === 'read' ? sidecar.entries : {});
  if (after === undefined) return true;
  const expected = sidecar.kind === 'damaged' ? 'missing' : (read?.identity ?? 'missing');
  const check = async () => {
    if (!(await isOurs())) throw new ComplineError({ code: 'file-changed', message: 'Another one has the turn.' });
  };
  try {
    await files.write(file, `${JSON.stringify(after, null, 4)}\n`, { expected, check });
    return true;
  } catch (error) {
    if (ComplineError.is(error, 'file-changed')) return false;
    throw error;
  }
}

async function readPatiently(folder: string): Promise<Exclude<Sidecar, { kind: 'unreadable' }>> {
  for (let tries = 0; ; tries += 1) {
    const sidecar = await readSidecar(folder);
    const wait = SECOND_LOOKS[tries];
    if (sidecar.kind === 'missing' || sidecar.kind === 'read') return sidecar;
    if (wait === undefined) {
      if (sidecar.kind === 'damaged') return sidecar;
      throw new ComplineError({
        code: 'no-permission',
        message: `${SIDECAR_NAME} cannot be read and is left as it is: ${sidecar.reason}`,
        nextStep: 'See that it is a file that you may read.',
        path: path.join(folder, SIDECAR_NAME),
      });
    }
    await pause(wait);
  }
}

/** Moves a damaged sidecar to a name of its own, so that nothing of it is lost. */
async function setAside(files: FileOperations, folder: string): Promise<void> {
  const file = path.join(folder, SIDECAR_NAME);
  for (let number = 1; number <= MOST_KEPT; number += 1) {
    const aside = `${file}.unreadable-${number}`;
    // The name is taken by an empty file first, which the damaged one then replaces: nothing is ever moved over.
    if (await files.createExclusive(aside, '')) return await files.move(file, aside);
  }
  throw new ComplineError({
    code: 'internal',
    message: `${SIDECAR_NAME} cannot be understood, and ${MOST_KEPT} such files are kept beside it already.`,
    nextStep: 'Look at them and remove those that nobody needs.',
    path: file,
  });
}
