import { type ChildProcess, spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import type { TimedFrames } from '../../formats/renderers/frame-seconds.ts';
import type { DelaySummary } from '../../protocol/queue.ts';
import { Delays } from './delays.ts';
import { type LeftAttempt, untilGone } from './leftover-processes.ts';
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
  /** `times`: what frames took that it was not told of before. */
  progress(framesDone: number, times?: TimedFrames): void;
}

/** How the pool starts its workers. */
export interface WorkerPoolOptions {
  /** The core's main module. */
  readonly entry: string;
  /** The Node to run it on. */
  readonly runtime: string;
  /** Milliseconds between two signs of life of a worker; one that misses three of them counts as dead. */
  readonly heartbeat?: number;
  /** Told where a process of a dead worker cannot be ended yet. */
  readonly hangs?: (left: LeftAttempt) => void;
}

/** Five seconds. */
const defaultHeartbeat = 5_000;
const missedBeats = 3;
const ticksInBeat = 4;
/** What a worker may take until its first sign of life: on a busy machine a program takes long to start. */
const startPatience = 60_000; // milliseconds

/** A worker as it is now. */
export interface WorkerState {
  readonly process: number;
  /** The marker of the attempt that it makes. */
  readonly marker?: string;
  /** Attempts that it has made. */
  readonly made: number;
}

/** Workers: processes of their own that are started when there is something to do, and are used again. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #heartbeat: number;
  readonly #idle: ChildProcess[] = [];
  /** Workers that have given a sign of life. */
  readonly #heard = new WeakSet<ChildProcess>();
  readonly #all = new Map<ChildProcess, { marker?: string; made: number }>();
  readonly #beats = new Delays();

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.#heartbeat = options.heartbeat ?? defaultHeartbeat;
  }

  /** Makes an attempt. How many there are at the same time is the caller's business. */
  start(order: AttemptOrder, listener: AttemptListener): RunningAttempt {
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

  /** The workers there are. */
  workers(): WorkerState[] {
    return [...this.#all].flatMap(([{ pid }, state]) => (pid === undefined ? [] : [{ process: pid, ...state }]));
  }

  /** How far the heartbeats of workers lie apart, and how far they should. */
  beats(): { readonly heartbeat: number; readonly heartbeats?: DelaySummary } {
    const { summary } = this.#beats;
    return { heartbeat: this.#heartbeat, ...(summary !== undefined && { heartbeats: summary }) };
  }

  /** Lets the workers go. Attempts that still run are ended by their workers. */
  async dispose(): Promise<void> {
    await Promise.all(
      [...this.#all.keys()].map(
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
    const startTicks = Math.max(missedBeats * ticksInBeat, (startPatience / this.#heartbeat) * ticksInBeat);
    this.#note(worker, { marker: order.marker });
    // Ticks are counted instead of comparing times, so that a machine that was asleep finds its workers alive.
    const timer = setInterval(() => {
      silentTicks += 1;
      if (silentTicks >= (this.#heard.has(worker) ? missedBeats * ticksInBeat : startTicks)) worker.kill('SIGKILL');
    }, this.#heartbeat / ticksInBeat);

    const stopListening = new AbortController();
    const result = await new Promise<AttemptResult>((resolve) => {
      const died = (why: string): void =>
        resolve({ kind: 'lost', reason: `The worker died (${why}).`, at: performance.now() });
      let beat: number | undefined;
      const take = (message: FromWorker): void => {
        if (message.fence !== order.fence) return; // Of an attempt that this one has taken the place of.
        silentTicks = 0;
        this.#heard.add(worker);
        if (message.type === 'heartbeat') {
          const now = performance.now();
          if (beat !== undefined) this.#beats.note(now - beat);
          beat = now;
        }
        if (message.type === 'result') resolve(message.result);
        if (message.type === 'progress') listener.progress(message.framesDone, message.times);
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
      send({ type: 'run', order, heartbeat: this.#heartbeat });
    });
    stopListening.abort();
    clearInterval(timer);
    if (result.kind === 'lost') await untilGone({ marker: order.marker, ...leader }, this.#options.hangs);
    else this.#idle.push(worker);
    this.#note(worker, {});
    return result;
  }

  #note(worker: ChildProcess, now: { readonly marker?: string }): void {
    const known = this.#all.get(worker);
    if (known !== undefined) this.#all.set(worker, { made: known.made + (now.marker === undefined ? 1 : 0), ...now });
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
    this.#all.set(worker, { made: 0 });
    worker.once('exit', () => this.#all.delete(worker));
    worker.on('error', () => this.#all.delete(worker));
    return worker;
  }
}
