import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * When a process began, in a form that only compares: with the process id it names one process for good, though ids are
 * used again. Undefined where there is no such process, or the system does not tell.
 */
export async function processStart(id: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') return await linuxStart(id);
    if (process.platform === 'win32') return await windowsStart(id);
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(id)], { env: { LC_ALL: 'C' } });
    return stdout.trim() === '' ? undefined : stdout.trim();
  } catch {
    return undefined;
  }
}

// Field 22 of /proc/PID/stat is the start in ticks since the boot (man 5 proc), which the boot's own id makes unique. The
// second field is the program's name in brackets and may hold blanks and brackets itself.
async function linuxStart(id: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${id}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  return fields[19] === undefined ? undefined : `${boot.trim()}/${fields[19]}`;
}

async function windowsStart(id: number): Promise<string | undefined> {
  const command = `(Get-Process -Id ${id}).StartTime.ToUniversalTime().Ticks`;
  const { stdout } = await promisify(execFile)('powershell', ['-NoProfile', '-Command', command]);
  return stdout.trim() === '' ? undefined : stdout.trim();
}
