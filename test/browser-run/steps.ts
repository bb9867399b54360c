import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '../vscode/rig/browser.ts';

/** What became of a step. */
export interface StepResult {
  readonly title: string;
  readonly passed: boolean;
}

/** Takes note of what a run did, step by step, with a screenshot after each. */
export class Steps {
  readonly #results: StepResult[] = [];
  readonly #screenshots: string;
  readonly #run: string;

  /** `screenshots` is the folder for the screenshots; `run` names the run where it is told what was done. */
  constructor(screenshots: string, run: string) {
    this.#screenshots = screenshots;
    this.#run = run;
    mkdirSync(screenshots, { recursive: true });
  }

  /** True if there was a step and none has failed. */
  get passed(): boolean {
    return this.#results.length > 0 && this.#results.every((it) => it.passed);
  }

  /**
   * Does a step and, where there is a page, keeps a screenshot of what is seen on it afterwards. If the step fails, the
   * error is passed on: the steps that would come after it cannot be done.
   */
  async step<T>(page: Page | undefined, title: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const note = async (passed: boolean) => {
      this.#results.push({ title, passed });
      console.log(
        `${passed ? '✓' : '✗'} ${this.#run}: ${title} (${((performance.now() - began) / 1000).toFixed(1)} s)`,
      );
      if (page !== undefined) await this.#screenshot(page, title);
    };
    try {
      const result = await work();
      await note(true);
      return result;
    } catch (error) {
      await note(false);
      throw error;
    }
  }

  /** What was done so far. */
  get results(): readonly StepResult[] {
    return this.#results;
  }

  async #screenshot(page: Page, title: string): Promise<void> {
    const number = String(this.#results.length).padStart(2, '0');
    const name = title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '');
    await page.screenshot({ path: path.join(this.#screenshots, `${number}-${name}.png`) }).catch((error: unknown) => {
      console.error(`There is no screenshot of «${title}»:`, error);
    });
  }
}

/** Writes the report of runs for `npm test`. */
export const writeReport = (file: string, runs: readonly Steps[]): void => {
  writeFileSync(file, JSON.stringify({ results: runs.flatMap((it) => it.results) }, undefined, 2));
};
