import { existsSync, readFileSync } from 'node:fs';

/** True while a process of this id runs; one that has ended and is not yet collected does not. */
export function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return !existsSync(`/proc/${id}/stat`) || !/\) Z /.test(readFileSync(`/proc/${id}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The process id that a file holds, as soon as it does. */
export const idIn = (file: string): number | undefined => {
  const id = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  return id > 0 ? id : undefined;
};
