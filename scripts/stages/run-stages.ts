import { existsSync, readFileSync } from 'node:fs';
import { type Counts, one, type Stage } from './stage.ts';

type Print = (text: string) => void;

const headingOf = ({ name, title }: Stage): string => `\n── ${title} (${name})`;

/** Runs a stage, and answers its counts with the lines that tell them, and why it broke off where it did. */
const timed = async ({ name, run }: Stage): Promise<{ readonly counts: Counts; readonly line: string }> => {
  const began = performance.now();
  let counts = one(false);
  let why = '';
  try {
    counts = await run();
  } catch (error) {
    why = `${error instanceof Error ? error.stack : String(error)}\n`;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  return { counts, line: `${why}${name}: ${counts.passed} passed, ${counts.failed} failed in ${seconds} s` };
};

/** A stage that was started and goes on while others run. */
class StageBeside {
  readonly #stage: Stage;
  readonly #print: Print;
  readonly #ended: Promise<Counts>;
  /** What is to be printed, once it has ended. */
  #line: string | undefined;

  constructor(stage: Stage, print: Print) {
    this.#stage = stage;
    this.#print = print;
    print(`${headingOf(stage)}: runs beside the others`);
    this.#ended = timed(stage).then(({ counts, line }) => {
      this.#line = line;
      return counts;
    });
  }

  /** Prints all of it if it has ended since. */
  tell(): void {
    if (this.#line === undefined) return;
    const { besideInto = '' } = this.#stage;
    this.#print(headingOf(this.#stage));
    if (existsSync(besideInto)) this.#print(readFileSync(besideInto, 'utf8'));
    this.#print(this.#line);
    this.#line = undefined;
  }

  async end(): Promise<Counts> {
    const counts = await this.#ended;
    this.tell();
    return counts;
  }
}

/**
 * Runs stages one after the other, whatever becomes of them, and beside them those that leave them a processor. What those
 * print comes between the output of others, never in it.
 */
export const runStages = async (stages: readonly Stage[], print: Print = console.log): Promise<readonly Counts[]> => {
  const beside: StageBeside[] = [];
  const counts: Counts[] = [];
  for (const stage of stages) {
    if (stage.besideInto !== undefined) {
      beside.push(new StageBeside(stage, print));
      continue;
    }
    print(headingOf(stage));
    const ran = await timed(stage);
    print(ran.line);
    counts.push(ran.counts);
    for (const it of beside) it.tell();
  }
  for (const it of beside) counts.push(await it.end());
  return counts;
};
