import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';

/**
 * Counts how often blocks of our own sources are entered: a measure of work that no clock has a say in. It has to be
 * started before what it counts has run for the first time, and there is one for a file of tests.
 */
export class WorkCounter {
  readonly #session: Session;
  /** Sources whose paths hold this are counted. */
  readonly #part: string;

  private constructor(session: Session, part: string) {
    this.#session = session;
    this.#part = part;
  }

  static async start(part: string): Promise<WorkCounter> {
    // Optimised code does not count all that it does.
    for (const flag of ['--no-opt', '--no-maglev', '--no-sparkplug']) setFlagsFromString(flag);
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    return new WorkCounter(session, part);
  }

  /** How many blocks `work` enters. */
  async count(work: () => unknown): Promise<number> {
    await this.#session.post('Profiler.takePreciseCoverage');
    work();
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    return result
      .filter(({ url }) => url.includes(this.#part))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .reduce((sum, { count }) => sum + count, 0);
  }

  [Symbol.dispose](): void {
    this.#session.disconnect();
    for (const flag of ['--opt', '--maglev', '--sparkplug']) setFlagsFromString(flag);
  }
}
