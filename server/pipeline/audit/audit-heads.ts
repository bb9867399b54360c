import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { replaceFile } from '../files/replace-file.ts';
import { type AuditHead, auditHeadSchema } from './audit-file.ts';

const headFileSchema = auditHeadSchema.extend({ version: z.literal(1), file: z.string() });

/**
 * How far this writer has come in each of its audit files, in the folder `audit` of its state folder: what is cut off the
 * end of a file leaves a sound chain, and is known by this alone.
 */
export class AuditHeads {
  readonly #folder: string;

  constructor(stateFolder: string) {
    this.#folder = path.join(stateFolder, 'audit');
  }

  /** Errors: those of the file system. */
  async note(file: string, head: AuditHead): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await replaceFile(this.#fileOf(file), JSON.stringify({ version: 1, file, ...head }), { mode: 0o600 });
  }

  /** Undefined where nothing is known of the file. */
  async read(file: string): Promise<AuditHead | undefined> {
    return await readHead(this.#fileOf(file));
  }

  /** The files in a folder that this writer has written, and how far. */
  async inFolder(folder: string): Promise<(AuditHead & { readonly file: string })[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const heads = await Promise.all(
      names.filter((name) => name.endsWith('.json')).map((name) => readHead(path.join(this.#folder, name))),
    );
    return heads.flatMap((head) => (head !== undefined && path.dirname(head.file) === folder ? [head] : []));
  }

  #fileOf(file: string): string {
    return path.join(this.#folder, `${createHash('sha256').update(file).digest('hex').slice(0, 32)}.json`);
  }
}

async function readHead(file: string) {
  try {
    return headFileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}
