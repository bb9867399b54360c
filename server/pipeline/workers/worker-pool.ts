import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Lease, ResourceLedger, Resources } from '../system/resource-ledger.ts';
import { gpuEnvironment } from '../system/visible-gpus.ts';
import { endLeftovers } from './leftover-processes.ts';
import type { AttemptOrder, AttemptResult, FromWorker, ToWorker } from './messages.ts';

/** An attempt at work. */
export interface RunningAttempt {
  /** Never rejects. `lost` where the worker died; nothing of the renderer runs any more then. */
  readonly result: Promise<AttemptResult>;
  /** Ends the renderer; `result` follows. */
  end(): void;
}

/** What an attempt tells while it lasts. */
export interface AttemptListener {
  started(process: number, processStart: string | undefined): void;
  progress(framesDone: number): void;
}

/** How the pool starts its workers. */
export interface WorkerPoolOptions {
  /** The core's main module. */
  readonly entry: string;
  /** The Node to run it on. */
  readonly runtime: string;
  /** Attempts made at the same time; one for every four processors where absent. */
  readonly size?: number;
  /** Who has what of the machine; everybody has everything where absent. */
  readonly resources?: PoolResources;
  /** Milliseconds of silence after which a worker counts as dead. */
  readonly silence?: number;
}

/** What attempts have of the machine while they run. */
export interface PoolResources {
  readonly ledger: ResourceLedger;
  /** What there is now. */
  now(): Promise<Resources>;
}

const defaultSilence = 60_000;
const ticksToDeath = 12;

/** Workers: processes of their own that are started when there is something to do, and are used again. */
export class WorkerPool {
  /** Attempts that can be made at the same time. */
  readonly size: number;
  readonly #options: WorkerPoolOptions;
  readonly #idle: ChildProcess[] = [];
  readonly #all = new Set<ChildProcess>();

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.size = options.size ?? Math.max(1, Math.floor(availableParallelism() / 4));
  }

  /**
   * Makes an attempt, as soon as what it needs of the machine is free. The caller sees to it that there are never more
   * than `size`.
   */
  start(order: AttemptOrder, listener: AttemptListener): RunningAttempt {
    const { resources } = this.#options;
    if (resources === undefined) return this.#run(order, listener);
    const ending = new AbortController();
    let running: RunningAttempt | undefined;
    const admitted = async (): Promise<AttemptResult> => {
      resources.ledger.change(await resources.now());
      const lease = await leaseOrEnd(resources.ledger, order, ending.signal);
      if (lease === undefined) return { kind: 'ended' };
      try {
        running = this.#run(withGpus(order, lease.gpus), listener);
        return await running.result;
      } finally {
        lease.release();
      }
    };
    return {
      result: admitted(),
      end: () => {
        ending.abort();
        running?.end();
      },
    };
  }

  #run(order: AttemptOrder, listener: AttemptListener): RunningAttempt {
    const worker = this.#takeWorker();
    const send = (message: ToWorker): void => {
      if (worker.connected) worker.send(message, () => {}); // Its death is told by its exit.
    };
    let over = false;
    const result = this.#watch(worker, order, listener, send).then((it) => {
      over = true; // By now the worker may be at work on another attempt.
      return it;
    });
    return {
      result,
      end: () => {
        if (!over) send({ type: 'end' });
      },
    };
  }

  /** Lets the workers go. Attempts that still run are ended by their workers. */
  async dispose(): Promise<void> {
    await Promise.all(
      [...this.#all].map(
        (worker) =>
          new Promise<void>((resolve) => {
            if (worker.exitCode !== null || worker.signalCode !== null) return resolve();
            worker.once('exit', () => resolve());
            if (worker.connected) worker.disconnect();
          }),
      ),
    );
  }

  async #watch(
    worker: ChildProcess,
    order: AttemptOrder,
    listener: AttemptListener,
    send: (message: ToWorker) => void,
  ): Promise<AttemptResult> {
    let leader: { process?: number; processStart?: string } = {};
    let silentTicks = 0;
    // Ticks are counted instead of comparing times, so that a machine that was asleep finds its workers alive.
    const timer = setInterval(
      () => {
        silentTicks += 1;
        if (silentTicks >= ticksToDeath) worker.kill('SIGKILL');
      },
      (this.#options.silence ?? defaultSilence) / ticksToDeath,
    );

    const stopListening = new AbortController();
    const result = await new Promise<AttemptResult>((resolve) => {
      const died = (why: string): void => resolve({ kind: 'lost', reason: `The worker died (${why}).` });
      const take = (message: FromWorker): void => {
        silentTicks = 0;
        if (message.type === 'result') resolve(message.result);
        if (message.type === 'progress') listener.progress(message.framesDone);
        if (message.type !== 'started') return;
        const { process, processStart } = message;
        leader = { process, ...(processStart !== undefined && { processStart }) };
        listener.started(process, processStart);
      };
      const exited = (code: number | null, signal: NodeJS.Signals | null): void => died(signal ?? `exit code ${code}`);
      const failed = (error: Error): void => died(error.message);
      worker.on('message', take).once('exit', exited).once('error', failed);
      stopListening.signal.addEventListener('abort', () => {
        worker.off('message', take).off('exit', exited).off('error', failed);
      });
      if (worker.exitCode !== null || worker.signalCode !== null) died('before it began');
      send({ type: 'run', order });
    });
    stopListening.abort();
    clearInterval(timer);
    if (result.kind === 'lost') await endLeftovers({ marker: order.marker, ...leader });
    else this.#idle.push(worker);
    return result;
  }

  #takeWorker(): ChildProcess {
    for (;;) {
      const worker = this.#idle.pop();
      if (worker === undefined) return this.#startWorker();
      if (worker.connected) return worker;
    }
  }

  #startWorker(): ChildProcess {
    // A group of its own, so that what is sent to the core's group, as a terminal's Ctrl+C is, does not reach it.
    const worker = spawn(this.#options.runtime, [this.#options.entry, 'worker'], {
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#all.add(worker);
    worker.once('exit', () => this.#all.delete(worker));
    worker.on('error', () => this.#all.delete(worker));
    return worker;
  }
}

/** What an attempt gets of the machine; undefined where it is ended before. */
async function leaseOrEnd(
  ledger: ResourceLedger,
  { command }: AttemptOrder,
  signal: AbortSignal,
): Promise<Lease | undefined> {
  if (signal.aborted) return undefined;
  const ended = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  return await Promise.race([ledger.take(command.resources ?? {}, signal), ended]);
}

function withGpus(order: AttemptOrder, gpus: readonly number[] | undefined): AttemptOrder {
  const { command } = order;
  const environment = { ...command.environment, ...gpuEnvironment(gpus, command.environment) };
  return { ...order, command: { ...command, environment } };
}
