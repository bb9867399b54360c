// usage: node contend.ts LOCK [CLOCK SHIFT]
// A program that wants a lock, its clock so many milliseconds off. It does what each line of standard input says and
// answers with a line:
//   take          takes the lock, also a stale one: the session and the number, or `none`
//   force LOCK    takes the one with this identity over: the same
//   renew         `yes`, or `no` where it is lost
//   release       the same
import { randomUUID } from 'node:crypto';
import process, { argv, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { releaseLock } from '../../../../server/pipeline/locks/release-lock.ts';
import { renewLock } from '../../../../server/pipeline/locks/renew-lock.ts';
import { type Over, takeLock } from '../../../../server/pipeline/locks/take-lock.ts';
import type { LockFile } from '../../../../server/protocol/locks.ts';

const [lockPath = '', shift = '0'] = argv.slice(2);
const realNow = Date.now;
Date.now = () => realNow() + Number(shift);

let held: LockFile | undefined;

const answers: Record<string, (what: string) => Promise<string>> = {
  take: () => take('stale'),
  force: (session) => take({ session }),
  renew: async () => (held !== undefined && (await renewLock(lockPath, held)) ? 'yes' : 'no'),
  release: async () => (held !== undefined && (await releaseLock(lockPath, held.session)) ? 'yes' : 'no'),
};

async function take(over: Over): Promise<string> {
  const at = new Date(Date.now()).toISOString();
  const who = { version: 1 as const, user: 'ann', machine: 'ws01', process: process.pid, application: 'test' };
  const taking = await takeLock(lockPath, { ...who, session: randomUUID(), acquired: at, renewed: at }, { over });
  held = taking.taken ? taking.lock : undefined;
  return held === undefined ? 'none' : `${held.session} ${held.fence}`;
}

stdout.write('ready\n');
for await (const line of createInterface({ input: stdin })) {
  const [what = '', which = ''] = line.split(' ');
  stdout.write(`${(await answers[what]?.(which)) ?? 'unknown'}\n`);
}
