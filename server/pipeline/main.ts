// The pipeline core's program, bundled to one file that plays every part: the core itself, its workers, and the thread of
// the queue's database.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, workerData } from 'node:worker_threads';
import { ComplineError } from '../protocol/errors.ts';
import { endProcess } from './core/end-process.ts';
import { type ServedCore, serveCore } from './core/serve-core.ts';
import { serveStore } from './store/store-thread.ts';
import type { StoreThreadData } from './store/threaded-job-store.ts';
import { serveWorker } from './workers/worker-main.ts';

const version = process.env.COMPLINE_VERSION ?? '0.0.0';

const usage = 'usage: core serve --state FOLDER [--idle-seconds N] [--heartbeat-seconds N] [--workers N] | core worker';

const isStoreThread = (data: unknown): data is StoreThreadData =>
  typeof data === 'object' && data !== null && 'role' in data && data.role === 'store';

const positive = (text: string | undefined): number | undefined => {
  const number = Number(text);
  return text !== undefined && Number.isFinite(number) && number > 0 ? number : undefined;
};

async function serve(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      state: { type: 'string' },
      'idle-seconds': { type: 'string' },
      'heartbeat-seconds': { type: 'string' },
      workers: { type: 'string' },
    },
  });
  const entry = process.argv[1];
  if (values.state === undefined || entry === undefined) throw new Error(usage);
  const workers = positive(values.workers);
  const heartbeatSeconds = positive(values['heartbeat-seconds'] ?? process.env.COMPLINE_HEARTBEAT_SECONDS);
  // A signal may come while the core is still starting; it then ends as soon as it can end well.
  let served: ServedCore | undefined;
  let isAsked = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      isAsked = true;
      served?.stop(true);
    });
  }
  process.on('SIGHUP', () => {}); // The terminal that it was started from may close.
  served = await serveCore({
    stateFolder: path.resolve(values.state),
    entry: path.resolve(entry),
    version,
    idleSeconds: positive(values['idle-seconds'] ?? process.env.COMPLINE_IDLE_SECONDS) ?? 20,
    ...(workers !== undefined && { workers }),
    ...(heartbeatSeconds !== undefined && { heartbeatSeconds }),
  });
  if (served === undefined) return; // Another core is there, which is as it should be.
  if (isAsked) served.stop(true);
  await served.ended;
}

/** Says why the core could not start in a line that whoever started it finds in the log. */
function sayFailure(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const startFailure = ComplineError.is(error) ? error.toData() : { code: 'internal', message };
  const stack = error instanceof Error ? error.stack : undefined;
  const line = { level: 60, time: Date.now(), pid: process.pid, startFailure, stack, msg: 'The core could not start.' };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

function run(): void {
  if (!isMainThread) {
    if (isStoreThread(workerData)) serveStore(workerData.file);
    return;
  }
  const [role, ...args] = process.argv.slice(2);
  if (role === 'worker') {
    serveWorker();
    return;
  }
  if (role !== 'serve') {
    process.stderr.write(`${usage}\n`);
    process.exitCode = 2;
    return;
  }
  serve(args).then(
    () => endProcess(0),
    (error: unknown) => {
      sayFailure(error);
      return endProcess(1);
    },
  );
}

run();
