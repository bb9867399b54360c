import { readdir, readFile } from 'node:fs/promises';
import { endProcessGroup } from './process-group.ts';
import { processStart } from './process-identity.ts';

/** The variable that marks every process of an attempt. */
export const markerVariable = 'COMPLINE_ATTEMPT';

/** An attempt that nobody watches any more. */
export interface LeftAttempt {
  readonly marker: string;
  /** The renderer's process and when it began, where these were told in time. */
  readonly process?: number;
  readonly processStart?: string;
}

/**
 * Makes sure that nothing of the attempt runs any more: the renderer's group, where the process is still the one that was
 * started, and on Linux also whatever carries the attempt's mark, so that a process which left the group, or was started
 * in the moment when its worker died, is found too. `grace` is in milliseconds.
 */
export async function endLeftovers(left: LeftAttempt, grace?: number): Promise<void> {
  const { process: leader, processStart: start } = left;
  if (leader !== undefined && start !== undefined && (await processStart(leader)) === start) {
    await endProcessGroup(leader, grace);
  }
  for (const id of await marked(left.marker)) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
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
