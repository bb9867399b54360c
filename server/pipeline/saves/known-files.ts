import path from 'node:path';
import type { FileIdentity } from '../files/file-identity.ts';

/** What each client last knew of the files that it changes. */
export class KnownFiles {
  readonly #known = new Map<string, Map<string, FileIdentity>>();

  of(file: string, client: string): FileIdentity | undefined {
    return this.#known.get(client)?.get(path.resolve(file));
  }

  set(file: string, client: string, identity: FileIdentity): void {
    const files = this.#known.get(client) ?? new Map<string, FileIdentity>();
    this.#known.set(client, files.set(path.resolve(file), identity));
  }

  /** Forgets all that a client knew. */
  forget(client: string): void {
    this.#known.delete(client);
  }
}
