import { createHash } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { InTurn } from '../../link/in-turn.ts';
import { fileError, systemCode } from '../files/file-error.ts';
import { fsyncFolder } from '../files/fsync-folder.ts';
import { lineHash, NO_PREVIOUS, parseAuditLine } from './audit-file.ts';

/** Who writes: one file belongs to one writer. */
export interface AuditWriter {
  readonly user: string;
  readonly machine: string;
  /** Tells apart the writers that one user has on one machine. */
  readonly instance: string;
}

/** Tells this core, by its state folder, from others that the same user has on the same machine. */
export function auditInstance(stateFolder: string): string {
  return createHash('sha256').update(path.resolve(stateFolder)).digest('hex').slice(0, 8);
}

/** The keys of a line that are the file's own. */
type LineKey = 'version' | 'sequence' | 'previous' | 'at' | 'user' | 'machine' | 'tornBytes';

/**
 * What an event has to tell, by other keys than those that the file has itself. An event of an `id` that the file already
 * tells is not told again.
 */
export type AuditEvent = {
  readonly event: string;
  readonly id: string;
  readonly [key: string]: unknown;
} & { readonly [Key in LineKey]?: never };

/** The folder of a project's audit files. */
export function auditFolder(root: string): string {
  return path.join(root, '.compline', 'audit');
}

/**
 * Appends to the audit trail of projects: one file for each project and writer, `<user>-<machine>-<instance>.jsonl`,
 * each line holding the hash of the line before.
 */
export class AuditTrail {
  readonly #writer: AuditWriter;
  readonly #turns = new InTurn();

  constructor(writer: AuditWriter) {
    this.#writer = writer;
  }

  /** The file that this writer has in a project. */
  fileOf(root: string): string {
    const { user, machine, instance } = this.#writer;
    const name = [user, machine, instance].map((part) => part.replaceAll(/[^A-Za-z0-9._+@]+/g, '_')).join('-');
    return path.join(auditFolder(root), `${name}.jsonl`);
  }

  /**
   * Appends an event and flushes it. A torn last line, of a writer that died, is moved into `<file>.torn-<number>`
   * first. Errors: those of `fileError`.
   */
  async append(root: string, event: AuditEvent, at: string): Promise<void> {
    const file = this.fileOf(root);
    await this.#turns.run(file, () => this.#write(file, event, at));
  }

  async #write(file: string, event: AuditEvent, at: string): Promise<void> {
    try {
      const first = await mkdir(path.dirname(file), { recursive: true });
      if (first !== undefined) await fsyncFolder(path.dirname(first));
      const bytes = await readExisting(file);
      const end = bytes.lastIndexOf(10) + 1;
      const lines =
        end === 0
          ? []
          : bytes
              .subarray(0, end - 1)
              .toString('utf8')
              .split('\n');
      if (lines.some((line) => tellsOf(line, event))) return;
      const torn = bytes.subarray(end);
      if (torn.length > 0) await keepTorn(file, torn, lines.length + 1);
      const last = lines.at(-1);
      const line = {
        version: 1,
        sequence: lines.length + 1,
        previous: last === undefined ? NO_PREVIOUS : lineHash(last),
        at,
        user: this.#writer.user,
        machine: this.#writer.machine,
        ...event,
        ...(torn.length > 0 && { tornBytes: torn.length }),
      };
      await appendAt(file, end, `${JSON.stringify(line)}\n`);
    } catch (error) {
      throw fileError(error, file, 'writing the audit line to');
    }
  }
}

async function readExisting(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

function tellsOf(text: string, event: AuditEvent): boolean {
  if (!text.includes(event.id)) return false;
  const line = parseAuditLine(text);
  return line?.id === event.id && line.event === event.event;
}

async function keepTorn(file: string, torn: Uint8Array, sequence: number): Promise<void> {
  const handle = await open(`${file}.torn-${sequence}`, 'a');
  try {
    await handle.writeFile(torn);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a line at the end of what is whole; what stood behind that is cut off. */
async function appendAt(file: string, end: number, text: string): Promise<void> {
  const handle = await open(file, end === 0 ? 'w' : 'r+');
  try {
    await handle.truncate(end);
    const bytes = Buffer.from(text);
    let written = 0;
    while (written < bytes.length) {
      written += (await handle.write(bytes, written, bytes.length - written, end + written)).bytesWritten;
    }
    await handle.sync();
  } catch (error) {
    // A line that could not be written whole is taken back, so that the file ends with a line.
    await handle.truncate(end).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
  await fsyncFolder(path.dirname(file));
}
