import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ComplineError, errorDataSchema } from '../protocol/errors.ts';
import type { Runtime } from './find-runtime.ts';
import { stateFiles } from './state-folder.ts';

/** A core that was started. It may still find that another one is there, and end well. */
export interface StartedCore {
  /** Resolves when it ends: undefined where it ended well, else why it did not. */
  readonly ended: Promise<ComplineError | undefined>;
}

/**
 * Starts a core in a session of its own, so that it outlives this process; its output goes to its log. Error
 * `state-folder-unusable` where the log cannot be written.
 */
export async function startCore(entry: string, runtime: Runtime, stateFolder: string): Promise<StartedCore> {
  const { logs, coreLog } = stateFiles(stateFolder);
  let log: FileHandle;
  try {
    mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    log = await open(coreLog, 'a', 0o600);
  } catch (error) {
    throw new ComplineError(
      {
        code: 'state-folder-unusable',
        message: `The state folder ${stateFolder} cannot be written: ${error instanceof Error ? error.message : error}.`,
        nextStep: 'Make the folder writable, or set COMPLINE_STATE_HOME to another one.',
        path: stateFolder,
      },
      { cause: error },
    );
  }
  await using handle = log;
  const child = spawn(runtime.program, [entry, 'serve', '--state', stateFolder], {
    cwd: stateFolder,
    detached: true,
    windowsHide: true,
    // A share that hangs keeps the threads that ask it; the others have to be enough for all else.
    env: { UV_THREADPOOL_SIZE: '64', ...process.env, ...runtime.environment },
    stdio: ['ignore', handle.fd, handle.fd],
  });
  child.unref();
  return { ended: endOf(child, coreLog) };
}

async function endOf(child: ChildProcess, log: string): Promise<ComplineError | undefined> {
  try {
    const [code, signal] = await once(child, 'exit');
    const how = code === null ? `was ended by the signal ${signal}` : `ended with code ${code}`;
    return code === 0 ? undefined : await failureIn(log, child.pid, how);
  } catch (error) {
    return new ComplineError(
      {
        code: 'core-unreachable',
        message: `The pipeline core could not be started: ${error instanceof Error ? error.message : error}.`,
        nextStep: 'See that Node is installed.',
      },
      { cause: error },
    );
  }
}

const read = 64 * 1024; // bytes of the log's end

async function failureIn(file: string, process: number | undefined, how: string): Promise<ComplineError> {
  const lines = (await readEnd(file)).trimEnd().split('\n');
  for (const line of lines.toReversed()) {
    const error = failureOf(line, process);
    if (error !== undefined) return error;
  }
  const said = lastWords(lines, process);
  return new ComplineError({
    code: 'core-unreachable',
    message: `The pipeline core ${how} while it started.${said === '' ? '' : ` It said: ${said}`}`,
    nextStep: `Try again; if it happens once more, read ${file}.`,
    path: file,
  });
}

const mostWords = 5; // lines

/** What a core wrote last: its lines of the log, and what Node itself wrote after them. */
function lastWords(lines: readonly string[], process: number | undefined): string {
  const words: string[] = [];
  for (const line of lines.toReversed()) {
    const said = /^\{.*"pid":(\d+)/.exec(line);
    if (said !== null && Number(said[1]) !== process) break; // Here an earlier core was speaking.
    words.unshift(/"msg":"(.*?)"\}?$/.exec(line)?.[1] ?? line);
  }
  return words.slice(-mostWords).join(' | ');
}

/** The error with which the core of this process id says that it could not start. */
function failureOf(line: string, process: number | undefined): ComplineError | undefined {
  try {
    const { pid, startFailure } = JSON.parse(line);
    return pid === process ? new ComplineError(errorDataSchema.parse(startFailure)) : undefined;
  } catch {
    return undefined;
  }
}

async function readEnd(file: string): Promise<string> {
  try {
    await using handle = await open(file, 'r');
    const { size } = await handle.stat();
    const length = Math.min(size, read);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  }
}
