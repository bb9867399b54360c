import { rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { stateFiles } from '../../link/state-folder.ts';
import type { CoreFile } from '../../protocol/core-file.ts';
import { oldestProtocolVersion, protocolVersion } from '../../protocol/handshake.ts';
import { replaceFile } from '../files/replace-file.ts';
import { openCoreLog } from './core-log.ts';
import { CoreServer } from './core-server.ts';
import { type Core, createCore } from './create-core.ts';
import { newSocketAddress } from './private-socket.ts';
import { type InstanceLock, takeInstanceLock } from './single-instance.ts';
import { prepareStateFolder } from './state-folder-check.ts';
import { writeToken } from './token.ts';

/** How a core is served. */
export interface ServeOptions {
  readonly stateFolder: string;
  readonly entry: string;
  readonly version: string;
  /** Seconds without clients and work after which the core ends. */
  readonly idleSeconds: number;
  readonly workers?: number;
  /** Seconds between two renewals of locks; 30 where absent. */
  readonly heartbeatSeconds?: number;
  readonly protocol?: { readonly oldest: number; readonly newest: number };
}

/** A core that serves its clients. */
export interface ServedCore {
  readonly address: string;
  /** Ends the core: at once, or when the work it has is done. */
  stop(now: boolean): void;
  /** Resolves when the core has ended and let go of everything. */
  readonly ended: Promise<void>;
}

const tick = 250; // milliseconds
const touchEvery = 86_400_000; // milliseconds

/**
 * Serves the core of a state folder, from the lock to the end. Undefined where another core does that already. Errors:
 * `state-folder-unusable`, `database-newer`, `no-permission`, `disk-full`.
 */
export async function serveCore(options: ServeOptions): Promise<ServedCore | undefined> {
  const { stateFolder, entry, version } = options;
  await prepareStateFolder(stateFolder);
  const files = stateFiles(stateFolder);
  const instance = takeInstanceLock(files.lock);
  if (instance === undefined) return undefined;
  const log = openCoreLog(files.coreLog);
  const protocol = options.protocol ?? { oldest: oldestProtocolVersion, newest: protocolVersion };
  log.info({ version, node: process.versions.node, stateFolder, protocol }, 'The pipeline core starts.');

  let server: CoreServer | undefined;
  let wish: 'now' | 'when-done' | undefined;
  const stop = (now: boolean): void => {
    if (wish === 'now' || (wish === 'when-done' && !now)) return;
    wish = now ? 'now' : 'when-done';
    log.info({ now }, 'The pipeline core was asked to end.');
    core.refuseWork();
    server?.tell({ name: 'core/stopping', data: {} });
  };
  const core: Core = await createCore({
    stateFolder,
    entry,
    version,
    log,
    ...(options.workers !== undefined && { workers: options.workers }),
    ...(options.heartbeatSeconds !== undefined && { heartbeatSeconds: options.heartbeatSeconds }),
    life: { clients: () => server?.clients ?? 0, stop: (now) => void setImmediate(() => stop(now)) },
  });
  try {
    await core.recover();
    const token = await writeToken(files.token);
    const address = await newSocketAddress(stateFolder);
    server = new CoreServer({
      core,
      token,
      version,
      protocol,
      retire: () => stop(false),
      unexpected: (error, request) => log.error({ err: error, request }, 'A request met a fault of the core.'),
    });
    await server.listen(address);
    const coreFile: CoreFile = { process: process.pid, version, protocol, socket: address, startedAt: Date.now() };
    await replaceFile(files.coreFile, JSON.stringify(coreFile), { mode: 0o600 });
    log.info({ address }, 'The pipeline core serves.');
    const { idleSeconds } = options;
    const ended = live({ core, server, log, idleSeconds, instance, wish: () => wish, entry }).then(async () => {
      // Where the state folder was replaced, its core.json is that of the core that took this one's place.
      if (instance.isHeld()) await rm(files.coreFile, { force: true });
      await server?.close();
      await core.dispose();
      log.info('The pipeline core has ended.');
      instance.release();
    });
    return { address, stop, ended };
  } catch (error) {
    await core.dispose();
    throw error;
  }
}

/** Resolves when the core is to end: because it was asked to, nobody needs it any more, or its state folder is gone. */
function live(parts: {
  readonly core: Core;
  readonly server: CoreServer;
  readonly log: Logger;
  readonly idleSeconds: number;
  readonly instance: InstanceLock;
  readonly wish: () => 'now' | 'when-done' | undefined;
  readonly entry: string;
}): Promise<void> {
  const { core, server, log, idleSeconds, instance, wish, entry } = parts;
  // Shows those who clear out old bundles that this one is in use.
  const touch = (): void => void utimes(path.dirname(entry), new Date(), new Date()).catch(() => {});
  if (entry.endsWith('.cjs')) touch();
  const touching = setInterval(touch, touchEvery);
  return new Promise((resolve) => {
    let idleTicks = 0;
    const look = async (): Promise<boolean> => {
      if (wish() === 'now') return true;
      if (!instance.isHeld()) {
        log.error('The state folder was removed or replaced: the pipeline core ends, as nothing can be kept any more.');
        server.tell({ name: 'core/stopping', data: {} });
        return true;
      }
      const { jobs, publishes, locks, messages } = await core.work();
      const busy = jobs + publishes > 0;
      if (wish() === 'when-done') return !busy;
      // Ticks are counted instead of comparing times, so that a machine that was asleep is not thought idle.
      idleTicks = busy || locks > 0 || messages > 0 || server.clients > 0 ? 0 : idleTicks + 1;
      if (idleTicks * tick < idleSeconds * 1_000) return false;
      log.info({ idleSeconds }, 'The pipeline core ends: nobody needs it.');
      return true;
    };
    let looking = false;
    const timer = setInterval(() => {
      if (looking) return;
      looking = true;
      void look()
        .then((over) => {
          looking = false;
          if (!over) return;
          clearInterval(timer);
          clearInterval(touching);
          resolve();
        })
        .catch((error: unknown) => {
          looking = false;
          log.error({ err: error }, 'The core could not look at its work.');
        });
    }, tick);
  });
}
