import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { highestFence } from '../../../../server/pipeline/locks/fence.ts';
import { readLock } from '../../../../server/pipeline/locks/lock-file.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { Contender } from './contender.ts';
import { lockFolder, makeOld } from './lock-folder.ts';
import { randomOf } from './simulated-share.ts';

const IS_LONG = fuzzRuns(1) > 1;

/** Of `session number`; 0 where it has none. */
const numberOf = (answer: string) => Number(answer.split(' ')[1] ?? 0);

/** Resolves when all threads stand still. */
async function stop({ process: { pid = 0 } }: Contender): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  for (let isStill = false; !isStill; ) {
    const threads = await readdir(`/proc/${pid}/task`);
    const states = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8')));
    isStill = states.every((state) => /\) T/.test(state));
  }
}

test('those that are stopped at any moment, and go on after others took over, harm nobody', {
  timeout: FUZZ_TIMEOUT,
  skip: process.platform !== 'linux',
}, async () => {
  const { folder, lockPath } = await lockFolder();
  const random = randomOf(11);
  const count = IS_LONG ? 16 : 6;
  const all = await Promise.all(Array.from({ length: count }, () => new Contender(lockPath).ready()));
  let late = 0;
  for (let round = 0; round < fuzzRuns(6); round += 1) {
    const told: string[] = [];
    const stopped = all.slice(0, count / 2);
    const others = all.slice(count / 2);
    await rm(lockPath, { force: true });
    // They are stopped at some moment of what they do, be it taking or letting go.
    const isReleasing = random() < 0.5;
    if (isReleasing) for (const contender of stopped) told.push(await contender.tell('take'));
    const answering = stopped.map((contender) => contender.tell(isReleasing ? 'release' : 'take'));
    await pause(random() * 15);
    await Promise.all(stopped.map(stop));
    for (const name of await readdir(folder)) await makeOld(path.join(folder, name)).catch(() => undefined);
    const winners = (await Promise.all(others.map((contender) => contender.tell('take')))).filter(
      (answer) => answer !== 'none',
    );
    expect(winners).toHaveLength(1);
    for (const { process: child } of stopped) child.kill('SIGCONT');
    const answers = await Promise.all(answering);
    if (!isReleasing) told.push(...answers);
    // One of them may have been stopped between its last look at the lock and its answer.
    const numbers = told.map(numberOf).filter((number) => number > 0);
    late += isReleasing ? 0 : numbers.length;
    const winner = numberOf(winners[0] ?? '');
    expect(numbers.every((number) => number < winner)).toBe(true);
    const found = await readLock(lockPath);
    expect(`${found?.identity} ${found?.owner?.fence}`).toBe(winners[0]);
    expect(await highestFence(lockPath)).toBe(winner);
  }
  if (IS_LONG) console.log(`${late} had the lock before they were stopped.`);
});
