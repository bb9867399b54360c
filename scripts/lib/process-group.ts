import type { ChildProcess } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { kill, platform } from 'node:process';

/** Sends a signal to a process that leads a group of its own, and to all of the group. It may have ended already. */
export const endGroup = (leader: ChildProcess, signal: NodeJS.Signals): void => {
  if (leader.pid === undefined) return;
  try {
    if (platform === 'win32') execFileSync('taskkill', ['/PID', String(leader.pid), '/T', '/F'], { stdio: 'ignore' });
    else kill(-leader.pid, signal);
  } catch {
    // Nothing of the group is left.
  }
};
