import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { defaultStateFolder, stateFiles } from '../link/state-folder.ts';
import { takeWriterSlot, type WriterSlot } from '../pipeline/audit/writer-slot.ts';
import { openCoreLog } from '../pipeline/core/core-log.ts';
import { type Core as CoreServices, createCore } from '../pipeline/core/create-core.ts';
import { takeInstanceLock } from '../pipeline/core/single-instance.ts';
import { prepareStateFolder } from '../pipeline/core/state-folder-check.ts';
import type { Core } from './core-access.ts';

const client = 'cli';

/** What a private core is made from. */
interface Opening {
  /** The bundle that workers are started from. */
  readonly coreBundle: string;
  readonly version: string;
  /** The user's own state folder, whose trust holds. */
  readonly home: string;
}

/**
 * A core inside this process with a state folder of its own, gone when it is let go of. What an earlier one left when it
 * was killed is cleared up first.
 *
 * @throws ComplineError where the state folder cannot be used.
 */
export async function openPrivateCore(coreBundle: string, version: string): Promise<Core> {
  const opening = { coreBundle, version, home: defaultStateFolder() };
  const folders = path.join(opening.home, 'no-core');
  await prepareStateFolder(opening.home);
  await mkdir(folders, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folders)) await clear(path.join(folders, name), opening);

  const slot = takeWriterSlot(opening.home);
  const name = [slot?.number ?? 0, randomUUID()].join('-');
  const opened = slot && (await open(path.join(folders, name), opening, slot));
  if (opened === undefined) throw new Error('The folder of a private core was taken by another process.');
  const { services, close } = opened;
  return {
    request: (name, params) => services.request(name, params, client),
    onEvent: (name, listener) =>
      services.onEvent((event) => {
        if (event.name === name) listener(event.data as Parameters<typeof listener>[0]);
      }),
    dispose: close,
  };
}

/** Undoes what a private core was doing when it was killed, or finishes it where it was committed already. */
async function clear(stateFolder: string, opening: Opening): Promise<void> {
  // What it has put on record is in the file of the writer that it was.
  const number = /^([1-9]\d*)-/.exec(path.basename(stateFolder))?.[1];
  const slot = takeWriterSlot(opening.home, number === undefined ? undefined : Number(number));
  const opened = slot && (await open(stateFolder, opening, slot));
  if (opened === undefined) return; // Its process is alive, or another one writes as it did.
  const { publishes } = await opened.services.request('publish/list', {}, client);
  for (const { id } of publishes) {
    // One that is committed cannot be cancelled, and stays.
    await opened.services.request('publish/cancel', { publish: id }, client).catch(() => {});
  }
  await opened.close();
}

/** Opens the core of a state folder; undefined where another process has it open. The slot is let go with it. */
async function open(
  stateFolder: string,
  { coreBundle, version, home }: Opening,
  slot: WriterSlot,
): Promise<{ readonly services: CoreServices; readonly close: () => Promise<void> } | undefined> {
  await mkdir(stateFolder, { recursive: true, mode: 0o700 });
  const files = stateFiles(stateFolder);
  const instance = takeInstanceLock(files.lock);
  if (instance === undefined) {
    slot.release();
    return undefined;
  }
  const log = openCoreLog(files.coreLog);
  const services = await createCore({
    ...{ stateFolder, entry: coreBundle, version, log },
    ...{ homeFolder: home, auditInstance: slot.instance },
  });
  await services.recover();
  const close = async (): Promise<void> => {
    await services.dispose();
    instance.release();
    slot.release();
    await rm(stateFolder, { recursive: true, force: true });
  };
  return { services, close };
}
