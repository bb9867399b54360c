import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { takeInstanceLock } from '../core/single-instance.ts';
import { auditInstance } from './audit-trail.ts';

/** What one of the processes that write audit trails beside the core of a machine writes as. */
export interface WriterSlot {
  /** Counted from 1. */
  readonly number: number;
  /** The instance of an `AuditWriter`. */
  readonly instance: string;
  /** Lets another process have it. */
  release(): void;
}

/** More processes than this do not write on one machine at the same time. */
const MOST_SLOTS = 1_000;

/**
 * Takes the first writer of the state folder `home` that no process has, or the one of a `number`: as many files are in an
 * audit trail as there are processes at the same time, and not one for each. It ends with the process, however that ends.
 * Undefined where it is taken. Errors: those of `takeInstanceLock` and of making a folder.
 */
export function takeWriterSlot(home: string, number?: number): WriterSlot | undefined {
  const folder = path.join(home, 'audit-writers');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [first, last] = number === undefined ? [1, MOST_SLOTS] : [number, number];
  for (let at = first; at <= last; at += 1) {
    const lock = takeInstanceLock(path.join(folder, `${at}.lock`));
    if (lock === undefined) continue;
    return { number: at, instance: auditInstance(path.join(folder, String(at))), release: () => lock.release() };
  }
  return undefined;
}
