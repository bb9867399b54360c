import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const poll = 25; // milliseconds
/** Milliseconds a group has to end by itself after it was asked to. */
export const defaultGrace = 5_000;
// A process can hang in the kernel, where no signal reaches it: it is waited for, but not for ever.
const patience = 2_000; // milliseconds

const signalGroup = (leader: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    process.kill(-leader, signal);
    return true;
  } catch (error) {
    // Not permitted means that there is one, which has become another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

// Processes that have ended and that nobody collects, as happens in containers, keep their group: they do not count.
const isAlive = async (leader: number): Promise<boolean> => {
  if (!signalGroup(leader, 0)) return false;
  if (process.platform !== 'linux') return true;
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(ids.map((id) => readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')));
  return stats.some((stat) => {
    // After the name in brackets: the state, the parent, the group (man 5 proc).
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(group) === leader && state !== 'Z' && state !== 'X';
  });
};

const goneWithin = async (leader: number, milliseconds: number): Promise<boolean> => {
  for (let waited = 0; await isAlive(leader); waited += poll) {
    if (waited >= milliseconds) return false;
    await wait(poll);
  }
  return true;
};

/**
 * Ends a process group: asks it (SIGTERM), then after `grace` milliseconds kills it. True when nothing of it is left;
 * false where something hangs in the kernel and is there still. On Windows, where there are no groups, the leader's tree
 * is killed at once. `leader` is the group's id.
 */
export async function endProcessGroup(leader: number, grace: number = defaultGrace): Promise<boolean> {
  if (process.platform === 'win32') {
    await promisify(execFile)('taskkill', ['/PID', String(leader), '/T', '/F']).catch(() => {}); // Already gone.
    return true;
  }
  if (!(await isAlive(leader))) return true;
  signalGroup(leader, 'SIGTERM');
  signalGroup(leader, 'SIGCONT'); // A stopped process would not see the first signal.
  if (await goneWithin(leader, grace)) return true;
  signalGroup(leader, 'SIGKILL');
  return await goneWithin(leader, patience);
}
