import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { endProcessGroup } from './process-group.ts';
import { processStart } from './process-identity.ts';

/** The variable that marks every process of an attempt. */
export const markerVariable = 'COMPLINE_ATTEMPT';

// A process that was killed and hangs in the kernel ends when the kernel lets go of it.
const killPatience = 2_000; // milliseconds
const killPoll = 25; // milliseconds
const retryAfter = 1_000; // milliseconds

/** An attempt that nobody watches any more. */
export interface LeftAttempt {
  readonly marker: string;
  /** The renderer's process and when it began, where these were told in time. */
  readonly process?: number;
  readonly processStart?: string;
}

/**
 * Ends what is left of an attempt: the renderer's group, where the process is still the one that was started, and on
 * Linux also whatever carries the attempt's mark, so that a process which left the group, or was started in the moment
 * when its worker died, is found too. True when nothing of it runs any more. `grace` is in milliseconds.
 */
export async function endLeftovers(left: LeftAttempt, grace?: number): Promise<boolean> {
  const { process: leader, processStart: start } = left;
  const isOurs = leader !== undefined && start !== undefined && (await processStart(leader)) === start;
  const isGone = isOurs ? await endProcessGroup(leader, grace) : true;
  const others = await marked(left.marker);
  for (const id of others) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
  if (others.length === 0) return isGone;
  for (let waited = 0; waited < killPatience; waited += killPoll) {
    if ((await marked(left.marker)).length === 0) return isGone;
    await wait(killPoll);
  }
  return false;
}

/**
 * Resolves when nothing of an attempt runs any more, however long that takes: a task is not begun again before. `log` is
 * called once where it takes long.
 */
export async function untilGone(left: LeftAttempt, log: (left: LeftAttempt) => void = () => {}): Promise<void> {
  let isTold = false;
  while (!(await endLeftovers(left))) {
    if (!isTold) log(left);
    isTold = true;
    await wait(retryAfter);
  }
}

async function marked(marker: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const ids = (await readdir('/proc')).map(Number).filter((id) => Number.isInteger(id) && id !== process.pid);
  const variable = Buffer.from(`\0${markerVariable}=${marker}\0`);
  const found = await Promise.all(
    ids.map(async (id) => {
      try {
        return Buffer.concat([Buffer.from('\0'), await readFile(`/proc/${id}/environ`)]).includes(variable);
      } catch {
        return false; // It has ended, or is another user's.
      }
    }),
  );
  return ids.filter((_, index) => found[index]);
}
