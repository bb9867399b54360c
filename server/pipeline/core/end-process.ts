import { setTimeout as wait } from 'node:timers/promises';

const patience = 1_000; // milliseconds
const pause = 20;

/**
 * Ends this process. `process.exit` waits for every thread that asks for a file, and one that asks a share which hangs
 * comes back when the share does, or never: then the process ends by SIGKILL. All that is to be kept is written before.
 */
export async function endProcess(code: number): Promise<void> {
  for (let waited = 0; isAskingFiles(); waited += pause) {
    if (waited >= patience) process.kill(process.pid, 'SIGKILL');
    await wait(pause);
  }
  process.exit(code);
}

function isAskingFiles(): boolean {
  return process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'));
}
