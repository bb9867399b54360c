import { randomBytes } from 'node:crypto';
import { replaceFile } from '../files/replace-file.ts';

/** Makes a new token, readable by its user alone, for the life of one core. It never travels; see `handshake.ts`. */
export async function writeToken(file: string): Promise<string> {
  const token = randomBytes(32).toString('hex');
  await replaceFile(file, `${token}\n`, { mode: 0o600 });
  return token;
}
