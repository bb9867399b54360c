import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { ComplineError } from '../../protocol/errors.ts';
import { fileError, systemCode } from '../files/file-error.ts';
import type { FileOperations } from '../files/file-operations.ts';
import { type Delivery, turnFile } from './delivery-places.ts';

/** Who is replacing a delivery. */
export interface TurnOwner {
  /** The publish, or what brings an earlier delivery back. */
  readonly id: string;
  readonly user: string;
  readonly machine: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** Replacing a delivery takes moments: a turn that was taken longer ago is not waited for. Milliseconds. */
const SOON = 60_000;
/** A file without a word in it is being written, or was left so by a crash. Milliseconds. */
const BEING_WRITTEN = 500;
/** A turn that is waited for is looked at this often, in milliseconds. */
const LOOK_EVERY = 100;

/**
 * Takes the turn to replace a delivery, by a file that only one can make; one that is ours already is kept, and that of
 * another one is waited for, unless it was taken long ago. Errors: `locked` with the other one in `details`, and those of
 * `fileError`.
 */
export async function takeTurn(files: FileOperations, delivery: Delivery, owner: TurnOwner): Promise<void> {
  for (let waited = 0; ; waited += LOOK_EVERY) {
    if (await files.createExclusive(turnFile(delivery), `${JSON.stringify({ version: 1, ...owner })}\n`)) return;
    if (!(await isWorthWaiting(delivery, owner.id, waited))) return await checkTurn(delivery, owner.id);
    await pause(LOOK_EVERY);
  }
}

/** Sees that nobody is replacing a delivery for long: waits for one who is just doing it. Errors: those of `takeTurn`. */
export async function awaitTurn(delivery: Delivery): Promise<void> {
  for (let waited = 0; (await turnText(delivery)) !== undefined; waited += LOOK_EVERY) {
    if (!(await isWorthWaiting(delivery, undefined, waited))) return await checkTurn(delivery);
    await pause(LOOK_EVERY);
  }
}

/** True where another one than `id` has just taken the turn, or has the file just made; by this machine's clock. */
async function isWorthWaiting(delivery: Delivery, id: string | undefined, waited: number): Promise<boolean> {
  const text = await turnText(delivery);
  if (text === undefined) return waited < SOON;
  const owner = ownerIn(text);
  if (waited >= SOON || (id !== undefined && owner?.id === id)) return false;
  if (owner === undefined) return waited < BEING_WRITTEN;
  return Math.abs(Date.now() - Date.parse(owner.at)) < SOON;
}

/** Error `locked` where another one than `id` is replacing the delivery, with who that is. */
export async function checkTurn(delivery: Delivery, id?: string): Promise<void> {
  const text = await turnText(delivery);
  if (text === undefined) return;
  const owner = ownerIn(text);
  if (id !== undefined && owner?.id === id) return;
  const who = owner === undefined ? '' : ` by ${owner.user} on ${owner.machine} since ${owner.at}`;
  throw new ComplineError({
    code: 'locked',
    message: `The delivery ${delivery.name} is being replaced${who}.`,
    nextStep: `Try again in a moment. If that Compline is gone for good, remove ${turnFile(delivery)}.`,
    path: turnFile(delivery),
    ...(owner !== undefined && { details: { owner } }),
  });
}

/** True where it is the turn of `id`. */
export async function isTurnOf(delivery: Delivery, id: string): Promise<boolean> {
  const text = await turnText(delivery);
  return text !== undefined && ownerIn(text)?.id === id;
}

/** Lets the turn go where it is that of `id`. Errors: those of `fileError`. */
export async function releaseTurn(files: FileOperations, delivery: Delivery, id: string): Promise<void> {
  if (await isTurnOf(delivery, id)) await files.remove(turnFile(delivery));
}

async function turnText(delivery: Delivery): Promise<string | undefined> {
  const file = turnFile(delivery);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined;
    throw fileError(error, file, 'reading');
  }
}

function ownerIn(text: string): TurnOwner | undefined {
  try {
    const { id, user, machine, at }: Record<string, unknown> = JSON.parse(text);
    const isWhole = [id, user, machine, at].every((value) => typeof value === 'string');
    return isWhole ? { id: String(id), user: String(user), machine: String(machine), at: String(at) } : undefined;
  } catch {
    return undefined;
  }
}
