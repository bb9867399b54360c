import { ComplineError } from '../../protocol/errors.ts';
import { type LockAsking, lockAskingSchema } from '../../protocol/locks.ts';
import type { HeldLock } from './held-table.ts';
import type { LockParts } from './lock-keeper.ts';
import type { LockOwner } from './lock-owner.ts';
import type { LockPlace } from './lock-shares.ts';
import type { ShareFiles } from './share-files.ts';

/** No more than so much is kept for an owner to read, and read; bytes. */
const MOST_BYTES = 65_536;
/** No more than so many are told at one beat. */
const MOST_ASKINGS = 20;
/** Characters of a message, and of a name. */
const LONGEST = 1_000;

type Listener = (client: string, asking: LockAsking) => void;

/**
 * Asks the owners of locks to let go, and tells the owners of this core who asks. Owners elsewhere find it beside the
 * lock: in `.asked`, JSON lines, which anybody may have written.
 */
export class LockAsks {
  readonly #parts: LockParts;
  readonly #owner: LockOwner;
  readonly #listeners = new Set<Listener>();

  constructor(parts: LockParts, owner: LockOwner) {
    this.#parts = parts;
    this.#owner = owner;
  }

  /** Calls back when a client is asked for a lock. */
  onAsked(listener: Listener): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Asks for a lock. Errors: `wrong-state` where there is nobody to ask; those of the file system. */
  async ask(place: LockPlace, client: string, message: string): Promise<void> {
    const { user, displayName, machine } = this.#owner;
    const asking: LockAsking = {
      file: place.file,
      from: { user, ...(displayName !== undefined && { displayName }), machine },
      message: message.slice(0, LONGEST),
      at: new Date().toISOString(),
    };
    const held = this.#parts.table.get(place.lockPath);
    const { kind } = await this.#parts.eyes.look(place, held);
    if (kind === 'free') throw nobody(place, 'Nobody holds that lock.', 'Take it.');
    if (kind !== 'held' || held === undefined) {
      await this.#parts.shares.do(place, (files) => append(`${place.lockPath}.asked`, asking, files));
      return;
    }
    if (held.client === client) throw nobody(place, 'You hold that lock yourself.', 'Let it go where you hold it.');
    if (held.client === undefined) {
      throw nobody(place, 'That lock is kept on this machine, by no window.', 'Let it go, or take it over.');
    }
    this.#tell(held.client, { ...asking, file: held.file });
  }

  /** Tells the client of a lock who has asked for it since the last beat. Never fails. */
  async collect(held: HeldLock): Promise<void> {
    const { client, file, lockPath, lock } = held;
    if (client === undefined) return;
    const text = await this.#parts.shares
      .do(held, (files) => takeText(`${lockPath}.asked`, lock.session, files))
      .catch(() => '');
    for (const asking of askingsIn(text)) this.#tell(client, { ...asking, file });
  }

  #tell(client: string, asking: LockAsking): void {
    for (const listener of this.#listeners) listener(client, asking);
  }
}

async function append(asked: string, asking: LockAsking, files: ShareFiles): Promise<void> {
  const handle = await files.open(asked, 'append');
  try {
    const { isFile, size } = await handle.stat();
    const line = `${JSON.stringify(asking)}\n`;
    if (!isFile || size + Buffer.byteLength(line) > MOST_BYTES) {
      throw new ComplineError({
        code: 'wrong-state',
        message: 'The owner was asked very often already, and has not heard of it yet.',
        nextStep: 'Ask them in another way.',
        path: asking.file,
      });
    }
    await handle.write(line);
    await handle.flush();
  } finally {
    await handle.close();
  }
}

/** Reads what was asked and removes it: moved aside first, so that what is asked meanwhile is not lost. */
async function takeText(asked: string, session: string, files: ShareFiles): Promise<string> {
  const handle = await files.open(asked, 'read');
  const { isFile } = await handle.stat().finally(() => handle.close());
  if (!isFile) return '';
  const aside = `${asked}.of-${session}`;
  await files.rename(asked, aside);
  const moved = await files.open(aside, 'read');
  try {
    return await moved.read(MOST_BYTES);
  } finally {
    await moved.close();
    await files.unlink(aside);
  }
}

function askingsIn(text: string): readonly LockAsking[] {
  const askings: LockAsking[] = [];
  for (const line of text.split('\n')) {
    const asking = askingIn(line);
    if (asking !== undefined) askings.push(asking);
    if (askings.length === MOST_ASKINGS) break;
  }
  return askings;
}

function askingIn(line: string): LockAsking | undefined {
  try {
    const { file, from, message, at } = lockAskingSchema.parse(JSON.parse(line));
    const { user, displayName, machine } = from;
    return {
      file,
      from: {
        user: shown(user),
        ...(displayName !== undefined && { displayName: shown(displayName) }),
        machine: shown(machine),
      },
      message: shown(message),
      at: shown(at),
    };
  } catch {
    return undefined;
  }
}

/** As much of somebody's text as is shown to people, on one line. */
const shown = (text: string): string => text.slice(0, LONGEST).replace(/\p{Cc}+/gu, ' ');

const nobody = ({ file }: LockPlace, message: string, nextStep: string): ComplineError =>
  new ComplineError({ code: 'wrong-state', message, nextStep, path: file });
