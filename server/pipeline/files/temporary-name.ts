import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { thisWriter, type Writer } from './writer.ts';

/** File systems take names of up to 255 bytes. */
const LONGEST_NAME = 255;

const TEMPORARY = /^\.~.*\.tmp-(?<machine>[0-9a-f]{8})-(?<process>\d+)-(?<started>[0-9a-f]{8}|0)-[0-9a-f]{16}$/s;

/**
 * A path for something private beside a file, that nobody else uses: `.~<file name>.tmp-` and who made it, so that it
 * can be swept when that process has died.
 */
export async function temporaryPath(file: string): Promise<string> {
  const { machine, process, started } = await thisWriter();
  const end = `.tmp-${machine}-${process}-${started || '0'}-${randomBytes(8).toString('hex')}`;
  return path.join(path.dirname(file), `.~${shortened(path.basename(file), LONGEST_NAME - 2 - end.length)}${end}`);
}

/** Who made a private file of ours, by its name; undefined for any other name. */
export function writerOfTemporary(name: string): Writer | undefined {
  const { machine, process, started } = TEMPORARY.exec(name)?.groups ?? {};
  if (machine === undefined || process === undefined || started === undefined) return undefined;
  return { machine, process: Number(process), started: started === '0' ? '' : started };
}

/** A name of at most so many bytes; of one that is longer the beginning and a hash. */
function shortened(name: string, most: number): string {
  const bytes = Buffer.from(name);
  if (bytes.length <= most) return name;
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  // A character that is cut in two leaves bytes that are none; as text they take three each.
  const beginning = new TextDecoder().decode(bytes.subarray(0, most - hash.length), { stream: true });
  return `${beginning}${hash}`;
}
