import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { replaceFile } from '../../files/replace-file.ts';
import type { FarmLog } from '../driver/farm-driver.ts';

/** So much of an attempt's output is kept; bytes. */
const MOST = 64 * 2 ** 20;

/** Brings what an attempt has printed so far to its log on this machine: what is new of a file is added, a text replaced. */
export async function bringLog(found: FarmLog, log: string): Promise<void> {
  await mkdir(path.dirname(log), { recursive: true, mode: 0o700 });
  if ('text' in found) {
    await replaceFile(log, found.text.slice(-MOST), { mode: 0o600 });
    return;
  }
  const [there, here] = await Promise.all([sizeOf(found.file), sizeOf(log)]);
  if (there === undefined || there === here || (here ?? 0) >= MOST) return;
  // A shorter file is another one: what was brought before was of an attempt before.
  const start = here === undefined || there < here ? 0 : here;
  const end = Math.min(there, MOST) - 1;
  if (end < start) return;
  await pipeline(
    createReadStream(found.file, { start, end }),
    createWriteStream(log, { flags: start === 0 ? 'w' : 'a', mode: 0o600 }),
  );
}

async function sizeOf(file: string): Promise<number | undefined> {
  return await stat(file).then(
    ({ size }) => size,
    () => undefined,
  );
}
