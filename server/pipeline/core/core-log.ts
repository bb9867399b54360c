import { copyFileSync, mkdirSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { type Logger, pino } from 'pino';

const largest = 5 * 1024 * 1024; // bytes

/**
 * Opens the core's log, JSON lines. One that has grown too large becomes `core.log.1` first; it is copied and emptied,
 * since the output of this process may already go to it.
 */
export function openCoreLog(file: string): Logger {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largest) {
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
  }
  // A worker thread of the logger's own would not survive bundling, so it writes by itself, at once.
  return pino({ level: 'info' }, pino.destination({ dest: file, sync: true, mode: 0o600 }));
}
