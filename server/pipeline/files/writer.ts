import { createHash } from 'node:crypto';
import { readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { processStart } from '../workers/process-identity.ts';

/** The process that wrote something, in a form that fits into the name of a file. */
export interface Writer {
  /** Tells machines apart, and containers that number their processes by themselves. */
  readonly machine: string;
  readonly process: number;
  /** Tells the process from one that gets its number later; empty where the system does not say. */
  readonly started: string;
}

let self: Promise<Writer> | undefined;

/** This process as a writer. */
export function thisWriter(): Promise<Writer> {
  self ??= describe();
  return self;
}

/**
 * True where a writer is known to have ended: one of this machine whose process is gone. Of a writer on another machine
 * nobody knows here, so that it counts as alive.
 */
export async function isDead(writer: Writer): Promise<boolean> {
  const own = await thisWriter();
  if (writer.machine !== own.machine) return false;
  if (!isThere(writer.process)) return true;
  if (writer.started === '') return false;
  const started = shortHash((await processStart(writer.process)) ?? '');
  return started !== writer.started;
}

/** Eight hexadecimal digits of a text's hash; empty for an empty text. */
function shortHash(text: string): string {
  return text === '' ? '' : createHash('sha256').update(text).digest('hex').slice(0, 8);
}

async function describe(): Promise<Writer> {
  // Two containers of one name have processes of the same numbers: their space of numbers tells them apart.
  const space = await readlink('/proc/self/ns/pid').catch(() => '');
  const started = shortHash((await processStart(process.pid)) ?? '');
  return { machine: shortHash(`${hostname()}\n${space}`), process: process.pid, started };
}

function isThere(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
