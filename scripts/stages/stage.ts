/** What a stage of the tests found. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** A stage of the tests. */
export interface Stage {
  /** How `--only` names it. */
  readonly name: string;
  /** What it checks, for the heading. */
  readonly title: string;
  /**
   * Where it is mostly waiting, or needs one processor: it runs beside the stages that come after it, what it prints goes into this file, and is
   * printed whole when it has ended.
   */
  readonly besideInto?: string;
  /** Runs it. What it prints goes to the terminal as it comes. A stage that throws counts as one failure. */
  readonly run: () => Promise<Counts> | Counts;
}

/** The counts of a check that is one thing. */
export const one = (passed: boolean): Counts => (passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** The sum of counts. */
export const sum = (all: readonly Counts[]): Counts => ({
  passed: all.reduce((total, it) => total + it.passed, 0),
  failed: all.reduce((total, it) => total + it.failed, 0),
});
