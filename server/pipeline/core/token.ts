import { randomBytes } from 'node:crypto';
import { atomicWrite } from '../files/atomic-write.ts';

/** Makes a new token, readable by its user alone, for the life of one core. It never travels; see `handshake.ts`. */
export async function writeToken(file: string): Promise<string> {
  const token = randomBytes(32).toString('hex');
  await atomicWrite(file, `${token}\n`, 0o600);
  return token;
}
