// usage: node contend.ts FILE
// Tries for the lock of FILE once for each line on standard input; answers each with the session, or `none`.
import { randomUUID } from 'node:crypto';
import process, { argv, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { takeLock } from '../../../../server/pipeline/locks/take-lock.ts';

const lockPath = argv[2] ?? '';
for await (const _ of createInterface({ input: stdin })) {
  const now = new Date().toISOString();
  const session = randomUUID();
  const owner = { version: 1 as const, user: 'ann', machine: 'ws01', process: process.pid, application: 'test' };
  const { taken } = await takeLock(lockPath, { ...owner, session, acquired: now, renewed: now }, { over: 'stale' });
  stdout.write(`${taken ? session : 'none'}\n`);
}
