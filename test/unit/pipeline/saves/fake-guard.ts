import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SaveGuard } from '../../../../server/pipeline/locks/save-guard.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import type { LockFile } from '../../../../server/protocol/locks.ts';

/**
 * Locks as a folder of numbers, each holding the name of its owner: processes share it. The highest number's owner holds
 * the lock; `free` holds none.
 */
export class FakeGuard implements SaveGuard {
  readonly #folder: string;
  /** Called with every answer, before it is given. */
  onAsked: (client: string) => void | Promise<void> = () => {};

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Gives the lock to somebody, with the next number. */
  give(client: string): number {
    const number = this.#highest() + 1;
    writeFileSync(path.join(this.#folder, String(number)), client, { flag: 'wx' });
    return number;
  }

  async fenceOf(file: string, client: string): Promise<number | undefined> {
    const number = this.#highest();
    const holder = number === 0 ? 'free' : this.#holder(number);
    const had = readdirSync(this.#folder).some((name) => this.#holder(Number(name)) === client);
    await this.onAsked(client);
    if (holder === 'free') return undefined;
    if (holder === client) return number;
    const lock = { file, state: 'held', owner: { ...ownerNamed(holder), fence: number } };
    throw new ComplineError({ code: had ? 'lock-lost' : 'locked', message: holder, details: { lock } });
  }

  #highest(): number {
    return Math.max(0, ...readdirSync(this.#folder).map(Number));
  }

  #holder(number: number): string {
    return readFileSync(path.join(this.#folder, String(number)), 'utf8');
  }
}

function ownerNamed(user: string): LockFile {
  const at = '2026-01-01T00:00:00.000Z';
  const who = { user, machine: 'ws02', process: 7, application: 'Compline', session: `of-${user}` };
  return { version: 1, ...who, acquired: at, renewed: at };
}
