import { setTimeout as wait } from 'node:timers/promises';
import { ComplineError } from '../protocol/errors.ts';
import { type CoreConnection, openConnection, type ProtocolRange } from './core-connection.ts';
import { findRuntime } from './find-runtime.ts';
import { installCore } from './install-core.ts';
import { type StartedCore, startCore } from './start-core.ts';
import { defaultStateFolder } from './state-folder.ts';

/** How a client reaches the core. */
export interface ConnectOptions {
  /** Path of the core's bundle, `dist/core.cjs`. */
  readonly coreBundle: string;
  /** The usual one where absent. */
  readonly stateFolder?: string;
  /** The client's name: `vscode`, `cli`. */
  readonly client: string;
  readonly version: string;
  /** Whether to start a core where none runs. */
  readonly start: boolean;
  /** Milliseconds until a core that was started must have answered. */
  readonly patience?: number;
  /** Milliseconds until an older core that was asked to end must have done so. */
  readonly handOverPatience?: number;
  /** What this client speaks; this build's protocol where absent. */
  readonly protocol?: ProtocolRange;
  readonly logger?: { info(message: string): void };
}

const pause = 50; // milliseconds
const mostUnproven = 20;

/**
 * Connects to the core of this user and machine, and starts it where there is none. An older core that speaks no common
 * protocol is asked to finish and end; this build's own is started after it. Errors: `core-unreachable`,
 * `authentication-failed`, `protocol-mismatch`, and what kept a core from starting (`state-folder-unusable`,
 * `database-newer`).
 */
export async function connectToCore(options: ConnectOptions): Promise<CoreConnection> {
  const stateFolder = options.stateFolder ?? defaultStateFolder();
  const deadline = Date.now() + (options.patience ?? 30_000);
  let started: StartedCore | undefined;
  let problem: ComplineError | undefined;
  let unproven = 0;
  for (;;) {
    try {
      const connection = await openConnection({ ...options, stateFolder });
      if (connection.protocol !== undefined) return connection;
      await handOver(connection, options);
    } catch (error) {
      // A token that does not fit may be that of a core which has ended this moment.
      if (!ComplineError.is(error, 'core-unreachable') && !ComplineError.is(error, 'authentication-failed'))
        throw error;
      problem = error;
    }
    if (problem?.code === 'authentication-failed') unproven += 1;
    else if (!options.start && problem !== undefined) throw problem;
    if (unproven > mostUnproven || Date.now() > deadline) throw problem ?? mismatch('The older core does not end.');
    if (started === undefined && options.start && problem?.code !== 'authentication-failed') {
      options.logger?.info('Starting the pipeline core.');
      started = await start(options, stateFolder);
    }
    // A core that ends well has found another one at its post, which may itself be about to end: so once more.
    if (await endedMeanwhile(started)) started = undefined;
    problem = undefined;
  }
}

async function start(options: ConnectOptions, stateFolder: string): Promise<StartedCore> {
  const runtime = await findRuntime();
  const entry = await installCore(options.coreBundle, stateFolder, options.version);
  return await startCore(entry, runtime, stateFolder);
}

async function endedMeanwhile(started: StartedCore | undefined): Promise<boolean> {
  const running = wait(pause, 'running' as const);
  const ended = started === undefined ? running : await Promise.race([started.ended, running]);
  if (ended instanceof ComplineError) throw ended;
  await running;
  return ended === undefined;
}

async function handOver(connection: CoreConnection, { protocol, handOverPatience }: ConnectOptions): Promise<void> {
  const { oldest, newest } = connection.coreProtocol;
  if (protocol !== undefined && newest > protocol.newest) {
    connection.dispose();
    throw mismatch(
      `The running pipeline core speaks the protocol ${oldest} to ${newest}, which is newer than this client's.`,
      'Update Compline here, or reload the window.',
    );
  }
  const patience = new AbortController();
  const done = await Promise.race([
    connection.retire().then(() => true),
    wait(handOverPatience ?? 60_000, false, { signal: patience.signal }),
  ]);
  patience.abort();
  if (done) return;
  connection.dispose();
  throw mismatch(
    'An older pipeline core, with which there is no common protocol, still has renders to finish.',
    'Wait for its renders and try again; the new core then takes over.',
  );
}

const mismatch = (message: string, nextStep = 'Try again.'): ComplineError =>
  new ComplineError({ code: 'protocol-mismatch', message, nextStep });
