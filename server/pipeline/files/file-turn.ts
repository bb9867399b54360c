import { randomBytes } from 'node:crypto';
import { open, readFile, unlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { ComplineError } from '../../protocol/errors.ts';
import { fileCalls } from './file-calls.ts';
import { fileError, systemCode } from './file-error.ts';
import { moveOver } from './put-in-place.ts';
import { olderThan } from './sweep.ts';
import { temporaryPath } from './temporary-name.ts';
import { isDead, thisWriter } from './writer.ts';

const turnSchema = z.object({ machine: z.string(), process: z.int(), started: z.string(), id: z.string() });

/** A turn takes milliseconds: one that is older, by the share's clock, was left by a machine that is gone. Milliseconds. */
const LONGEST_TURN = 20_000;
/** So often a turn is asked for, with pauses of up to so many milliseconds: a minute together. */
const MOST_TRIES = 1500;
const PAUSE = 40;

/** Says whether the turn is still ours. */
export type IsOurTurn = () => Promise<boolean>;

/**
 * Does something with a file that only one may do at a time, among the processes of all machines: a small file beside it,
 * made by exclusive create, says whose turn it is. A turn that a dead process left is taken away, which another can
 * have got meanwhile: so the work asks `isOurs` right before it replaces the file, compares, and begins anew where it is
 * told no. Errors: `file-changed` where it never was our turn, those of `fileError` and of the work.
 */
export async function inFileTurn<Result>(file: string, work: (isOurs: IsOurTurn) => Promise<Result>): Promise<Result> {
  const turn = path.join(path.dirname(file), `.~${path.basename(file)}.tmp-turn`);
  const id = randomBytes(8).toString('hex');
  const text = JSON.stringify({ ...(await thisWriter()), id });
  await waitForTurn(file, turn, text);
  const isOurs = async () => (await textOf(turn)) === text;
  try {
    return await work(isOurs);
  } finally {
    if (await isOurs().catch(() => false)) await unlink(turn).catch(() => undefined);
  }
}

async function waitForTurn(file: string, turn: string, text: string): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    try {
      if (await make(turn, text)) return;
      await takeAwayIfLeft(turn);
    } catch (error) {
      throw fileError(error, file, 'writing');
    }
    // Those who wait do not ask in step.
    await pause(PAUSE * (0.5 + Math.random()));
  }
  throw new ComplineError({
    code: 'file-changed',
    message: `${path.basename(file)} is being written by others all the time.`,
    nextStep: `Try again; remove ${path.basename(turn)} beside it if nobody is at work there.`,
    path: file,
  });
}

async function make(turn: string, text: string): Promise<boolean> {
  try {
    await using handle = await open(turn, 'wx');
    await handle.writeFile(text);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Takes away a turn whose process has died, and puts it back where another one was caught by that. */
async function takeAwayIfLeft(turn: string): Promise<void> {
  const found = await textOf(turn);
  if (found === undefined || !(await isLeft(turn, found))) return;
  const aside = await temporaryPath(turn);
  try {
    await moveOver(turn, aside, fileCalls);
  } catch {
    return; // Somebody else was quicker.
  }
  if ((await textOf(aside)) !== found) await fileCalls.link(aside, turn).catch(() => undefined);
  await unlink(aside).catch(() => undefined);
}

async function isLeft(turn: string, text: string): Promise<boolean> {
  const writer = writerIn(text);
  if (writer !== undefined && (await isDead(writer))) return true;
  return (await olderThan(path.dirname(turn), [turn], LONGEST_TURN)).length > 0;
}

function writerIn(text: string) {
  try {
    return turnSchema.parse(JSON.parse(text));
  } catch {
    return undefined; // It is being written, or its writer died at that.
  }
}

async function textOf(turn: string): Promise<string | undefined> {
  try {
    return await readFile(turn, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
