import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { eventually } from '../../eventually.ts';

/** Why system calls cannot be traced here; undefined where they can. */
export function whyNoStrace(): string | undefined {
  if (process.platform !== 'linux') return 'strace is of Linux alone';
  if (spawnSync('strace', ['--version']).error !== undefined) return 'strace is not installed';
  const probe = spawnSync('strace', ['-e', 'inject=getpid:error=EPERM', 'true']);
  return probe.status === 0 ? undefined : 'strace may not trace here';
}

/** One system call as strace tells it. */
export interface TracedCall {
  /** `fsync`. */
  readonly name: string;
  /** The whole line; with `-y` files behind numbers have their paths. */
  readonly text: string;
  /** The how manieth of its name. */
  readonly count: number;
}

/** A Node process that answers lines, whose file calls all happen in one thread, which is traced. */
export class TracedProcess {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];

  private constructor(script: string) {
    const env = { ...process.env, UV_THREADPOOL_SIZE: '1', UV_USE_IO_URING: '0' };
    this.#child = spawn(process.execPath, [script], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    if (this.#child.stdout !== null) {
      createInterface({ input: this.#child.stdout }).on('line', (line) => this.#lines.push(line));
    }
  }

  /** Starts a script that says `ready` once it is. */
  static async start(script: string): Promise<TracedProcess> {
    const process = new TracedProcess(script);
    await eventually(() => process.#lines.shift() === 'ready', `${script} being ready`);
    return process;
  }

  /**
   * Says a line, and answers what is said to it, and the calls that the work of it made. `inject` is a fault of strace's
   * (`fsync:error=EIO:when=1`). No answer comes from a process that dies.
   */
  async ask(
    line: string,
    trace: string,
    inject?: string,
  ): Promise<{ answer: string | undefined; calls: TracedCall[] }> {
    const faults = inject === undefined ? [] : ['-e', `inject=${inject}`];
    const calls = ['-e', 'trace=%file,%desc', ...faults];
    const strace = spawn('strace', ['-p', String(this.#worker()), '-y', '-s', '0', '-o', trace, ...calls], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    strace.stderr.on('data', (data) => {
      said += data;
    });
    const straceEnded = once(strace, 'close');
    await eventually(() => said.includes('attached') || strace.exitCode !== null, 'strace');
    if (!said.includes('attached')) throw new Error(`strace: ${said}`);
    this.#child.stdin?.write(`${line}\n`);
    const answer = await eventually(() => this.#lines.shift() ?? (this.#hasEnded() && 'dead'), `an answer to ${line}`);
    strace.kill('SIGINT');
    await straceEnded;
    const text = readFileSync(trace, 'utf8');
    await rm(trace);
    return { answer: answer === 'dead' ? undefined : answer, calls: readTrace(text) };
  }

  async end(): Promise<void> {
    if (this.#hasEnded()) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** The thread in which the process does its file calls. */
  #worker(): number {
    const tasks = `/proc/${this.#child.pid}/task`;
    const ids = existsSync(tasks) ? readdirSync(tasks) : [];
    const nameOf = (id: string) => readFileSync(path.join(tasks, id, 'comm'), 'utf8').trim();
    const id = ids.find((it) => nameOf(it).startsWith('libuv-worker'));
    if (id === undefined) throw new Error(`No thread of file calls among ${ids.map(nameOf).join(', ')}.`);
    return Number(id);
  }
}

function readTrace(text: string): TracedCall[] {
  const counts = new Map<string, number>();
  return text.split('\n').flatMap((line) => {
    const name = /^(\w+)\(/.exec(line)?.[1];
    if (name === undefined) return [];
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return [{ name, text: line, count }];
  });
}
