import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import type { TimedFrames } from '../../formats/renderers/frame-seconds.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { missingOutputs } from '../queue/check-outputs.ts';
import { markOutputs, type OutputMarks } from '../queue/output-marks.ts';
import { AttemptLog } from './attempt-log.ts';
import { markerVariable } from './leftover-processes.ts';
import { LineSplitter } from './line-splitter.ts';
import type { AttemptOrder, AttemptResult, TimeLimit } from './messages.ts';
import { OutputReader } from './output-reader.ts';
import { endProcessGroup } from './process-group.ts';
import { processStart } from './process-identity.ts';
import { explainLog, explainStart, programPath } from './start-failure.ts';
import { TimeLimits } from './time-limits.ts';

/** What a run tells while it lasts. */
export interface RunListener {
  started(process: number, start: string | undefined): void;
  progress(framesDone: number): void;
}

// A process that left the group can hold the pipes open for as long as it likes: its last words are not waited for longer.
const outputPatience = 1_000; // milliseconds

const hangs = 1_000; // milliseconds

/** Why an attempt was ended from outside. */
type EndedFor = { readonly kind: 'ended' } | { readonly kind: 'timed-out'; readonly limit: TimeLimit };

/** One attempt's program: started in a process group of its own, listened to, and ended whole. */
export class RendererRun {
  readonly #order: AttemptOrder;
  readonly #listener: RunListener;
  readonly #grace: number | undefined;
  readonly #enough = Promise.withResolvers<undefined>();
  #leader: number | undefined;
  #endedFor: EndedFor | undefined;
  #ending: Promise<void> = Promise.resolve();
  #output: OutputReader | undefined;

  /** `grace`: milliseconds between asking the program to end and killing it. */
  constructor(order: AttemptOrder, listener: RunListener, grace?: number) {
    this.#order = order;
    this.#listener = listener;
    this.#grace = grace;
  }

  /** Runs the program to its end. Never rejects. When it resolves, nothing of the program's group runs any more. */
  async run(): Promise<AttemptResult> {
    const { log: file } = this.#order;
    let log: AttemptLog;
    try {
      log = new AttemptLog(file);
    } catch (error) {
      return { kind: 'not-started', ...explainLog(error, file) };
    }
    try {
      const output = new OutputReader(this.#order, Date.now);
      this.#output = output;
      const before = await this.#markOutputs();
      const result = before === undefined ? endedOnRequest : await this.#run(log, output);
      const summary = output.summary();
      if (summary !== undefined) log.write(summary);
      const { said } = output;
      log.write(`[core] ${describe(result)}`);
      if (result.kind !== 'exited') return result;
      const missing = await this.#lookAtOutputs(result.exitCode, before);
      if (this.#endedFor !== undefined) return this.#endedFor;
      if (missing !== undefined) log.write(`[error] ${missing}`);
      return { ...result, ...(said !== undefined && { said }), ...(missing !== undefined && { missing }) };
    } catch (error) {
      const failure = ComplineError.is(error)
        ? { code: error.code, reason: error.message }
        : explainStart(error, this.#order.command);
      log.write(`[error] ${failure.reason}`);
      return { kind: 'not-started', ...failure };
    } finally {
      log.close();
    }
  }

  /** Ends the program's whole group; `run` resolves after that. */
  end(why: EndedFor = { kind: 'ended' }): void {
    if (this.#endedFor !== undefined) return;
    this.#endedFor = why;
    this.#enough.resolve(undefined);
    if (this.#leader !== undefined) this.#ending = this.#endGroup(this.#leader);
  }

  /** Nobody waits for a share that does not answer longer than for the attempt: undefined where that is to end. */
  async #markOutputs(): Promise<OutputMarks | undefined> {
    const { outputs = [] } = this.#order.expects ?? {};
    return await Promise.race([markOutputs(outputs), this.#enough.promise]);
  }

  async #lookAtOutputs(exitCode: number, before: OutputMarks | undefined): Promise<string | undefined> {
    const { frames, expects } = this.#order;
    if (expects?.successCodes.includes(exitCode) !== true) return undefined;
    const { outputs, whole } = expects;
    return await Promise.race([missingOutputs({ frames, outputs }, { before, whole }), this.#enough.promise]);
  }

  /** What frames took, as far as it was not asked for before. */
  drainTimes(): TimedFrames | undefined {
    return this.#output?.drainTimes();
  }

  async #run(log: AttemptLog, output: OutputReader): Promise<AttemptResult> {
    const { command } = this.#order;
    if (this.#endedFor !== undefined) return this.#endedFor;
    log.write(`[core] $ ${[command.program, ...command.args].map(quoted).join(' ')}`, `[core] in ${command.cwd}`);
    const child = this.#spawn();
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const exited = new Promise<AttemptResult>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) =>
        resolve(signal === null ? { kind: 'exited', exitCode: code ?? -1 } : { kind: 'signalled', signal }),
      );
    });
    const limits = new TimeLimits(this.#order, (limit) => this.end({ kind: 'timed-out', limit }));
    const flushes = [child.stdout, child.stderr].map((stream) => {
      const splitter = new LineSplitter();
      const read = output.stream();
      const take = (lines: readonly string[]): void => {
        const { written, framesDone } = read(lines);
        log.write(...written);
        if (lines.length > 0) limits.printed();
        if (framesDone === undefined) return;
        limits.progressed();
        this.#listener.progress(framesDone);
      };
      stream?.on('data', (piece: Buffer) => take(splitter.push(piece)));
      return () => take(splitter.end());
    });
    limits.begin();
    try {
      if (child.pid !== undefined) {
        this.#leader = child.pid;
        this.#listener.started(child.pid, await processStart(child.pid));
        if (this.#endedFor !== undefined) this.#ending = this.#endGroup(child.pid);
      }
      const result = await exited;
      await this.#ending;
      if (child.pid !== undefined) await this.#endGroup(child.pid); // What it left running in its group.
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, outputPatience).unref())]);
      child.stdout?.destroy();
      child.stderr?.destroy();
      for (const flush of flushes) flush();
      return this.#endedFor ?? result;
    } finally {
      limits.end();
    }
  }

  #spawn(): ChildProcess {
    const { command, marker } = this.#order;
    // The core may itself run on an editor's binary made to behave as Node; a renderer must not inherit that.
    const { ELECTRON_RUN_AS_NODE: _asNode, ...inherited } = process.env;
    // Renderers print their environment into logs, and scenes run scripts: neither has to know the addresses of webhooks.
    const environment = Object.fromEntries(Object.entries(inherited).filter(([name]) => !isSecret(name)));
    return spawn(programPath(command), command.args, {
      cwd: command.cwd,
      env: { ...environment, ...command.environment, [markerVariable]: marker },
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** A process that hangs in the kernel is waited for: nothing else may write the same files meanwhile. */
  async #endGroup(leader: number): Promise<void> {
    while (!(await endProcessGroup(leader, this.#grace))) await wait(hangs);
  }
}

const endedOnRequest: AttemptResult = { kind: 'ended' };
/** Variables of `docs/webhooks.md` that hold secrets. Windows knows them in any letter case. */
const isSecret = (name: string): boolean => name.toUpperCase().startsWith('COMPLINE_WEBHOOK_');

const quoted = (argument: string): string => (/^[\w@%+=:,./-]+$/.test(argument) ? argument : JSON.stringify(argument));

const describe = (result: AttemptResult): string => {
  switch (result.kind) {
    case 'exited':
      return `exited with code ${result.exitCode}`;
    case 'signalled':
      return `ended by the signal ${result.signal}`;
    case 'timed-out':
      return 'ended: it took longer than the timeout';
    case 'ended':
      return 'ended on request';
    default:
      return result.reason;
  }
};
