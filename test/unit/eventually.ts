import { setTimeout as wait } from 'node:timers/promises';

/** Asks until the answer is neither undefined nor false, generously long, and returns it. */
export async function eventually<Answer>(
  ask: () => Answer | undefined | false | Promise<Answer | undefined | false>,
  what: string,
): Promise<Answer> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await wait(15);
  }
  throw new Error(`This never came: ${what}`);
}
