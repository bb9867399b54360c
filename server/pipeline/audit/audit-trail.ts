import { createHash } from 'node:crypto';
import { mkdir, open, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { InTurn } from '../../link/in-turn.ts';
import { fileError } from '../files/file-error.ts';
import { fsyncFolder } from '../files/fsync-folder.ts';
import { type AuditHead, lineHash, parseAuditLine, writerPrefix } from './audit-file.ts';
import { auditFolder } from './audit-folder.ts';
import type { AuditHeads } from './audit-heads.ts';
import { type AuditTail, readTail } from './audit-tail.ts';
import { lookAtOthers } from './audit-witness.ts';

export { auditFolder } from './audit-folder.ts';

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
type LineKey = 'version' | 'sequence' | 'previous' | 'at' | 'user' | 'machine' | 'tornBytes' | 'others' | 'lost';

/**
 * What an event has to tell, by other keys than those that the file has itself. An event of an `id` that the end of the
 * file already tells is not told again.
 */
export type AuditEvent = {
  readonly event: string;
  readonly id: string;
  readonly [key: string]: unknown;
} & { readonly [Key in LineKey]?: never };

/** What is known of a file that this trail has written to. */
interface Written {
  readonly size: number;
  readonly head: AuditHead;
  /** The events that its end tells, the oldest first. */
  readonly told: Set<string>;
  /** Lines written since others were looked at. */
  readonly sinceLook: number;
}

/** Events that come again after a crash are looked for in so many bytes at the end of a file. */
const TAIL = 8 * 1024 * 1024;
const MOST_TOLD = 50_000;
/** Others are looked at with the first line that a process writes, and with every so many more. */
const LOOK_EVERY = 64;

/**
 * Appends to the audit trail of projects: one file for each project and writer, `<user>-<machine>-<instance>.jsonl`,
 * each line holding the hash of the line before.
 */
export class AuditTrail {
  readonly #writer: AuditWriter;
  readonly #heads: Pick<AuditHeads, 'note' | 'read'> | undefined;
  readonly #turns = new InTurn();
  readonly #written = new Map<string, Written>();

  /** `heads` remembers how far each file went, so that what is cut off its end is found. */
  constructor(writer: AuditWriter, heads?: Pick<AuditHeads, 'note' | 'read'>) {
    this.#writer = writer;
    this.#heads = heads;
  }

  /** The file that this writer has in a project. */
  fileOf(root: string): string {
    const instance = this.#writer.instance.replaceAll(/[^A-Za-z0-9._+@]+/g, '_');
    return path.join(auditFolder(root), `${writerPrefix(this.#writer)}-${instance}.jsonl`);
  }

  /**
   * Appends an event and flushes it. A torn last line, of a writer that died, is moved into `<file>.torn-<number>`
   * first. Errors: those of `fileError`.
   */
  async append(root: string, event: AuditEvent, at: string): Promise<void> {
    const file = await this.#realFile(root);
    await this.#turns.run(file, () => this.#write(root, file, event, at));
  }

  /** Whether the end of the file tells an event. Errors: those of reading. */
  async holds(root: string, event: Pick<AuditEvent, 'event' | 'id'>): Promise<boolean> {
    return (await readWritten(this.fileOf(root))).told.has(keyOf(event));
  }

  /** The same file, by whatever links a project is come upon: a file has one turn, and one record of how far it went. */
  async #realFile(root: string): Promise<string> {
    const file = this.fileOf(root);
    const folder = path.dirname(file);
    try {
      const first = await mkdir(folder, { recursive: true });
      if (first !== undefined) await fsyncFolder(path.dirname(first));
      return path.join(await realpath(folder), path.basename(file));
    } catch (error) {
      throw fileError(error, file, 'writing the audit line to');
    }
  }

  async #write(root: string, file: string, event: AuditEvent, at: string): Promise<void> {
    try {
      const known = this.#written.get(file);
      const goesOn = known !== undefined && (await sizeOf(file)) === known.size;
      const { head, end, torn, told, lines } = goesOn
        ? { ...known, end: known.size, torn: Buffer.alloc(0), lines: [] }
        : await readWritten(file);
      if (told.has(keyOf(event))) return;
      if (torn.length > 0) await keepTorn(file, torn, head.sequence + 1);
      const before = goesOn ? undefined : await this.#heads?.read(file);
      const sinceLook = goesOn ? known.sinceLook + 1 : 0;
      const others = sinceLook % LOOK_EVERY === 0 ? await lookAtOthers(root, file) : [];
      const line = {
        version: 1,
        sequence: head.sequence + 1,
        previous: head.hash,
        at,
        user: this.#writer.user,
        machine: this.#writer.machine,
        ...event,
        ...(torn.length > 0 && { tornBytes: torn.length }),
        ...(others.length > 0 && { others }),
        // The record of how far it went is written over below: what it says is kept in the line.
        ...(before !== undefined && !holds({ head, lines }, before) && { lost: before }),
      };
      const text = JSON.stringify(line);
      this.#written.delete(file);
      await appendAt(file, end, `${text}\n`);
      const after = { sequence: line.sequence, hash: lineHash(text) };
      told.add(keyOf(event));
      const [oldest] = told;
      if (told.size > MOST_TOLD && oldest !== undefined) told.delete(oldest);
      this.#written.set(file, { size: end + Buffer.byteLength(text) + 1, head: after, told, sinceLook });
      // The event is on record: that its place is not remembered costs only what a cut would be known by.
      await this.#heads?.note(file, after).catch(() => undefined);
    } catch (error) {
      throw fileError(error, file, 'writing the audit line to');
    }
  }
}

async function readWritten(file: string) {
  const { head, end, torn, lines } = await readTail(file, TAIL);
  const events = lines.flatMap((text) => parseAuditLine(text) ?? []);
  const told = new Set(events.map(({ event, id }) => keyOf({ event, id })).slice(-MOST_TOLD));
  return { head, end, torn, told, lines };
}

/** Whether a file still has the line that its writer wrote last. One that lies before the lines read is taken to be there. */
function holds({ head, lines }: Pick<AuditTail, 'head' | 'lines'>, { sequence, hash }: AuditHead): boolean {
  if (sequence >= head.sequence) return sequence === head.sequence && hash === head.hash;
  const line = lines.at(sequence - head.sequence - 1);
  return line === undefined || lineHash(line) === hash;
}

const keyOf = ({ event, id }: { readonly event: string; readonly id: unknown }): string => JSON.stringify([event, id]);

async function sizeOf(file: string): Promise<number | undefined> {
  return await stat(file).then(
    ({ size }) => size,
    () => undefined,
  );
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
