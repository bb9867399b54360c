import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../../files/file-error.ts';

/** How an attempt ended, by the note that the job's script leaves. Times in milliseconds since 1970. */
export interface ExitNote {
  readonly run: number;
  readonly exitCode: number;
  readonly isSuccess: boolean;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly host: string;
}

/** What the folder of an order has of a chunk: its newest attempt, and how that ended where it has. */
export interface ChunkFiles {
  /** The number of the newest attempt. */
  readonly run: number;
  /** True where that attempt has left its note. */
  readonly hasEnded: boolean;
}

const FILE = /^(\d{1,9})-(\d{1,9})\.(log|exit)$/;
const NOTE = /^(\d+) ([01]) (\d+) (\d+) (\S+)\n$/;

/** What attempts have left in the folder of an order, by the chunk's place; a folder that is gone has nothing. */
export async function chunkFiles(folder: string): Promise<ReadonlyMap<number, ChunkFiles>> {
  const found = new Map<number, ChunkFiles>();
  for (const name of await namesIn(folder)) {
    const [, index, attempt, kind] = FILE.exec(name) ?? [];
    if (index === undefined) continue;
    const run = Number(attempt);
    const before = found.get(Number(index));
    if (before !== undefined && before.run > run) continue;
    const hasEnded = kind === 'exit' || (before?.run === run && before.hasEnded);
    found.set(Number(index), { run, hasEnded });
  }
  return found;
}

/** The note of an attempt; undefined where there is none that is whole. */
export async function readExitNote(folder: string, index: number, run: number): Promise<ExitNote | undefined> {
  const text = await readFile(path.join(folder, `${index}-${run}.exit`), 'utf8').catch(() => '');
  const [, code, good, began, ended, host] = NOTE.exec(text) ?? [];
  if (code === undefined || host === undefined) return undefined;
  return {
    run,
    exitCode: Number(code),
    isSuccess: good === '1',
    startedAt: Number(began) * 1_000,
    endedAt: Number(ended) * 1_000,
    host,
  };
}

/** The file with the output of a chunk's newest attempt; undefined where there is none. */
export async function newestLog(folder: string, index: number): Promise<string | undefined> {
  // What the script has not moved away: an attempt that is being started, or that never came to its script.
  const unmoved = path.join(folder, `${index}.log`);
  const size = await stat(unmoved).then(
    (it) => it.size,
    () => undefined,
  );
  if (size !== undefined && size > 0) return unmoved;
  let newest = -1;
  for (const name of await namesIn(folder)) {
    const [, of, attempt, kind] = FILE.exec(name) ?? [];
    if (Number(of) === index && kind === 'log') newest = Math.max(newest, Number(attempt));
  }
  if (newest >= 0) return path.join(folder, `${index}-${newest}.log`);
  return size === undefined ? undefined : unmoved;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
