import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { systemCode } from '../../../../server/pipeline/files/file-error.ts';
import { thisWriter } from '../../../../server/pipeline/files/writer.ts';
import { fencesIn, highestFence, highestOf } from '../../../../server/pipeline/locks/fence.ts';
import { releaseLock } from '../../../../server/pipeline/locks/release-lock.ts';
import { renewLock } from '../../../../server/pipeline/locks/renew-lock.ts';
import { ShareClock } from '../../../../server/pipeline/locks/share-clock.ts';
import { type Taking, takeLock } from '../../../../server/pipeline/locks/take-lock.ts';
import type { LockFile } from '../../../../server/protocol/locks.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { type Change, Schedule, SimulatedClient, SimulatedShare, type Weather } from './simulated-share.ts';

// Who this process is has to be known: to find out takes time that no schedule knows of.
beforeAll(async () => {
  await thisWriter();
});

const FOLDER = '/show/shot';
const LOCK = path.join(FOLDER, '.~a.comp.lock');
const STALE = 120_000;
/** Programs write the times of machines whose clocks are so far apart; milliseconds. */
const CLOCKS = 600_000;

/** What a session was told, and what really stood. */
interface Session {
  /** Between the answer that it has the lock and the moment it lets go of it or is told that it is lost. */
  isTold: boolean;
  fence: number | undefined;
  /** A renewal is on its way: what it will answer is not known yet. */
  isRenewing: boolean;
  /** The lock it may take over by force. */
  forces: string | undefined;
  isReleasing: boolean;
}

/** Sees all that happens to the lock's name, and says what must not. */
class Witness {
  readonly #sessions = new Map<string, Session>();
  /** In the order in which their locks came to stand. */
  readonly #stood = new Set<string>();
  readonly #timeStep: number;
  readonly faults: string[] = [];
  readonly #schedule: Schedule;
  /** The numbers that there are files for. */
  readonly #numbers = new Set<number>();

  constructor(schedule: Schedule, timeStep: number) {
    this.#schedule = schedule;
    this.#timeStep = timeStep;
  }

  session(name: string): Session {
    const known = this.#sessions.get(name);
    if (known !== undefined) return known;
    const session = { isTold: false, fence: undefined, isRenewing: false, forces: undefined, isReleasing: false };
    this.#sessions.set(name, session);
    return session;
  }

  /** Called at every change on the server. */
  changed(change: Change): void {
    if (change.name === LOCK) this.#lockChanged(change);
    const number = fencesIn([path.basename(change.name)], LOCK)[0];
    if (number === undefined) return;
    if (change.is !== undefined) this.#numbers.add(number);
    else this.#numbers.delete(number);
    const told = highestOf([...this.#sessions.values()].map(({ fence }) => fence));
    if (highestOf([...this.#numbers]) < told) this.faults.push(`the number ${told} is forgotten`);
  }

  #lockChanged({ was, is, writtenAt }: Change): void {
    const [before, after] = [sessionIn(was), sessionIn(is)];
    if (after !== undefined && after !== before) {
      if (this.session(after).fence !== undefined) this.faults.push(`${after} came back`);
      this.#stood.delete(after);
      this.#stood.add(after);
    }
    if (before === undefined || before === after) return;
    const loser = this.session(before);
    const winner = after === undefined ? undefined : this.session(after);
    if (!loser.isTold || loser.isReleasing || winner?.forces === before) return;
    const age = this.#schedule.now - writtenAt;
    if (age + this.#timeStep > STALE) return;
    // A renewal that comes too late may write while somebody takes over: then it must not say that all is well.
    if (loser.isRenewing) loser.isTold = false;
    else this.faults.push(`${before} lost its lock to ${after ?? 'nobody'} ${Math.round(age)} ms after it renewed it`);
  }

  took(name: string, fence: number): void {
    Object.assign(this.session(name), { isTold: true, fence });
  }

  renewed(name: string, isOurs: boolean): void {
    const session = this.session(name);
    if (isOurs && !session.isTold) this.faults.push(`${name} was told that the lock is its own, and it is lost`);
    session.isTold = isOurs;
    session.isRenewing = false;
  }

  /** The fencing numbers of owners, in the order in which their locks stood. */
  fences(): number[] {
    return [...this.#stood].flatMap((name) => this.#sessions.get(name)?.fence ?? []);
  }
}

function sessionIn(text: string | undefined): string | undefined {
  return text === undefined ? undefined : /"session":"([^"]*)"/.exec(text)?.[1];
}

function lockOf(session: string, now: number): LockFile {
  const at = new Date(now).toISOString();
  const who = { version: 1 as const, user: 'ann', machine: 'ws01', process: 1, application: 'test' };
  return { ...who, session, acquired: at, renewed: at };
}

/** What is done to the share and to those who use it. */
interface Case {
  readonly name: string;
  readonly weather: Weather;
  readonly share?: { readonly knowsLinks?: boolean; readonly timeStep?: number; readonly forgetsNameless?: boolean };
  /** Some take the lock over by force. */
  readonly forced?: boolean;
}

/** One program that takes the lock, keeps it for a while, and lets it go. */
async function contend(client: SimulatedClient, witness: Witness, schedule: Schedule, { forced }: Case) {
  const { random } = schedule;
  const clock = new ShareClock(client, () => schedule.now);
  const machineClock = (random() - 0.5) * 2 * CLOCKS;
  let seen: string | undefined;
  for (let turn = 0; turn < 3; turn += 1) {
    const name = `${client.name}-${turn}`;
    const session = witness.session(name);
    const lock = lockOf(name, schedule.now + machineClock);
    const by = forced && seen !== undefined && random() < 0.5 ? { session: seen } : 'stale';
    if (typeof by === 'object') session.forces = by.session;
    const taking = await answered(takeLock(LOCK, lock, { over: by, files: client, clock }));
    if (taking?.taken !== true) {
      seen = taking?.found?.identity;
      await client.sleep(random() * 40_000);
      continue;
    }
    witness.took(name, taking.lock.fence ?? 0);
    if (random() < 0.2) continue; // Forgotten: nobody renews it.
    if (await keep(client, witness, schedule, taking)) {
      session.isReleasing = true;
      await answered(releaseLock(LOCK, name, client));
      session.isTold = false;
    }
    await client.sleep(random() * 5_000);
  }
}

/** Renews a lock for a while; false where it was lost. */
async function keep(client: SimulatedClient, witness: Witness, schedule: Schedule, taking: Taking & { taken: true }) {
  const { session } = taking.lock;
  for (let beat = Math.floor(schedule.random() * 4); beat > 0; beat -= 1) {
    await client.sleep(30_000);
    witness.session(session).isRenewing = true;
    const isOurs = await answered(renewLock(LOCK, taking.lock, client));
    // No answer: nothing is known, and it is tried again at the next beat.
    if (isOurs === undefined) witness.session(session).isRenewing = false;
    else witness.renewed(session, isOurs);
    if (isOurs === false) return false;
  }
  return true;
}

/** An answer, or undefined where the share gave none: its errors are the system's, and nothing else fails. */
async function answered<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return undefined;
  }
}

async function play(seed: number, playedCase: Case) {
  const schedule = new Schedule(seed);
  const timeStep = playedCase.share?.timeStep ?? 1;
  const witness = new Witness(schedule, timeStep);
  const onChange = (change: Change) => witness.changed(change);
  const share = new SimulatedShare({ schedule, folder: FOLDER, onChange, ...playedCase.share });
  share.nodes.set(path.join(FOLDER, 'a.comp'), share.node(true, 'Composition {}'));
  const count = 2 + Math.floor(schedule.random() * 4);
  const clients = Array.from({ length: count }, (_, at) => new SimulatedClient(share, `c${at}`, playedCase.weather));
  await schedule.run(clients.map((client) => () => contend(client, witness, schedule, playedCase)));
  // Whatever happened, ten minutes later the lock can be had, and a day later nothing is left of all that.
  for (const [name, wait] of [
    ['next', 600_000],
    ['last', 90_000_000],
  ] as const) {
    schedule.now += wait;
    await schedule.run([
      async () => {
        const client = new SimulatedClient(share, name);
        const clock = new ShareClock(client, () => schedule.now);
        const taking = await takeLock(LOCK, lockOf(name, schedule.now), { over: 'stale', files: client, clock });
        if (!taking.taken) throw new Error(`${name} cannot have the lock of ${taking.found?.identity}`);
        witness.took(name, taking.lock.fence ?? 0);
        if ((await highestFence(LOCK, client)) !== taking.lock.fence) throw new Error('Its number is not the highest.');
      },
    ]);
  }
  return { witness, names: share.namesIn(FOLDER).sort(), steps: schedule.steps };
}

const CASES: readonly Case[] = [
  { name: 'a good disk', weather: { slowAnswers: 0.2 } },
  { name: 'processes that stand still', weather: { pauses: 0.03, slowAnswers: 0.3 } },
  { name: 'processes that stand still often', weather: { pauses: 0.12, slowAnswers: 0.3 } },
  { name: 'processes that stand still, and force', weather: { pauses: 0.03, slowAnswers: 0.3 }, forced: true },
  { name: 'processes that die', weather: { pauses: 0.02, slowAnswers: 0.2, deaths: 0.01 } },
  { name: 'answers that get lost', weather: { pauses: 0.02, lostAnswers: 0.1 }, share: { forgetsNameless: true } },
  { name: 'a share that goes and comes back', weather: { pauses: 0.02, outages: 0.01 } },
  {
    name: 'clients that keep names for half a minute',
    weather: { pauses: 0.03, slowAnswers: 0.2, keepsNames: 30_000 },
    share: { forgetsNameless: true },
  },
  {
    name: 'a share with times of two seconds and without hard links',
    weather: { pauses: 0.02, slowAnswers: 0.2 },
    share: { knowsLinks: false, timeStep: 2000 },
  },
  {
    name: 'all of that',
    weather: { pauses: 0.02, slowAnswers: 0.2, lostAnswers: 0.03, outages: 0.003, deaths: 0.003, keepsNames: 20_000 },
    share: { forgetsNameless: true },
    forced: true,
  },
];

test.each(CASES)('$name: no lock is taken from a living owner', { timeout: FUZZ_TIMEOUT }, async (playedCase) => {
  for (let seed = 1; seed <= fuzzRuns(300); seed += 1) {
    const { witness, names } = await play(seed, playedCase);
    const where = `seed ${seed}`;
    expect(witness.faults, where).toEqual([]);
    const fences = witness.fences();
    expect(fences, where).toEqual([...new Set(fences)].sort((a, b) => a - b));
    expect(names, where).toEqual(['.~a.comp.lock', `.~a.comp.lock.fence-${fences.at(-1)}`, 'a.comp']);
  }
});
