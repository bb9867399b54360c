import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { ComplineError } from '../../protocol/errors.ts';
import { replaceFile } from '../files/replace-file.ts';

const trustFileSchema = z.object({
  version: z.literal(1),
  /** Hashes by project root; the newest hash alone counts. */
  projects: z.record(z.string(), z.object({ hash: z.string(), trustedAt: z.string() })),
});
type TrustFile = z.output<typeof trustFileSchema>;

/** Which projects may run what: `trust.json` in the state folder, readable and writable by its user alone. */
export class TrustStore {
  readonly #file: string;
  #lastWrite: Promise<void> = Promise.resolve();

  constructor(stateFolder: string) {
    this.#file = path.join(stateFolder, 'trust.json');
  }

  /** True where exactly this was trusted for the project. A trust file that cannot be understood trusts nothing. */
  async isTrusted(root: string, hash: string): Promise<boolean> {
    const { projects } = await this.#read();
    return Object.hasOwn(projects, root) && projects[root]?.hash === hash;
  }

  /** Trusts what `hash` names for the project at `root`, in place of what was trusted before. */
  trust(root: string, hash: string): Promise<void> {
    const write = this.#lastWrite.then(async () => {
      const { projects } = await this.#read();
      const trustedAt = new Date().toISOString();
      await this.#write({ version: 1, projects: { ...projects, [root]: { hash, trustedAt } } });
    });
    this.#lastWrite = write.catch(() => {});
    return write;
  }

  async #read(): Promise<TrustFile> {
    try {
      return trustFileSchema.parse(JSON.parse(await readFile(this.#file, 'utf8')));
    } catch {
      return { version: 1, projects: {} };
    }
  }

  async #write(contents: TrustFile): Promise<void> {
    try {
      await replaceFile(this.#file, `${JSON.stringify(contents, null, 2)}\n`, { mode: 0o600 });
    } catch (error) {
      throw new ComplineError(
        {
          code: 'state-folder-unusable',
          message: `The trust given could not be written to ${this.#file}: ${error instanceof Error ? error.message : error}.`,
          nextStep: 'Make the folder writable, or set COMPLINE_STATE_HOME to another one.',
          path: this.#file,
        },
        { cause: error },
      );
    }
  }
}
