import { readFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { processStart } from '../workers/process-identity.ts';

/** Who takes the locks: what everybody else reads in them. */
export interface LockOwner {
  readonly user: string;
  readonly displayName?: string;
  readonly machine: string;
  readonly process: number;
  readonly processStarted?: string;
  readonly application: string;
}

/** The name that the user logs in with. A container may run under a number that belongs to nobody. */
function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env.USER ?? process.env.USERNAME ?? `user ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** This user, machine and process. A name for people is found where the system keeps one in /etc/passwd. */
export async function thisOwner(): Promise<LockOwner> {
  const user = loginName();
  const displayName = await fullName(user);
  const processStarted = await processStart(process.pid);
  return {
    user,
    ...(displayName !== undefined && { displayName }),
    machine: hostname(),
    process: process.pid,
    ...(processStarted !== undefined && { processStarted }),
    application: 'Compline',
  };
}

/** The first part of a user's comment field, passwd(5): `Ann Example,Room 4` is Ann Example; `&` stands for the name. */
export async function fullName(
  user: string,
  readPasswords: () => Promise<string> = () => readFile('/etc/passwd', 'utf8'),
): Promise<string | undefined> {
  const text = await readPasswords().catch(() => '');
  const fields = text
    .split('\n')
    .find((line) => line.startsWith(`${user}:`))
    ?.split(':');
  const name = fields?.[4]
    ?.split(',')[0]
    ?.replaceAll('&', user.slice(0, 1).toUpperCase() + user.slice(1))
    .trim();
  return name === undefined || name === '' || name === user ? undefined : name;
}
