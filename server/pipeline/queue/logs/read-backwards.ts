import { FoundLines } from './found-lines.ts';
import type { LineFilter } from './line-filter.ts';
import type { LogCursor } from './log-cursor.ts';
import { LinesBackwards } from './log-lines.ts';
import { endLine, fenceOf, isRunning, type LoggedAttempt } from './logged-attempts.ts';
import type { AttemptLine } from './read-log-lines.ts';
import type { StoredLine } from './stored-line.ts';

/** Lines of several attempts, with how far they are read. */
export interface ReadLines {
  readonly lines: readonly AttemptLine[];
  readonly cursor: LogCursor;
  /** Lines before these were left out. */
  readonly truncated: boolean;
  /** There is nothing more after these that could be read now. */
  readonly isAll: boolean;
}

/**
 * The last lines of some attempts, by their times: what several have written at once goes together. No log is opened that ended
 * before the lines that are asked for were written.
 */
export async function readBackwards(
  attempts: readonly LoggedAttempt[],
  filter: LineFilter,
  limit: number,
): Promise<ReadLines> {
  const open: Record<string, number> = {};
  const closed = attempts.filter((it) => !isRunning(it)).sort((left, right) => lastMoment(left) - lastMoment(right));
  const heads: Head[] = [];
  const begin = async (attempt: LoggedAttempt): Promise<void> => {
    const isWhole = !isRunning(attempt);
    const lines = await LinesBackwards.open(attempt.record.log, isWhole);
    if (!isWhole) open[attempt.key] = lines.at;
    const head = new Head(attempt, lines);
    if (await head.fill()) heads.push(head);
  };
  for (const attempt of attempts) if (isRunning(attempt)) await begin(attempt);

  const found = new FoundLines(limit);
  for (;;) {
    let latest = latestOf(heads);
    for (let next = closed.at(-1); next !== undefined; next = closed.at(-1)) {
      if (latest !== undefined && lastMoment(next) < latest.time) break;
      closed.pop();
      await begin(next);
      latest = latestOf(heads);
    }
    if (latest === undefined || found.isFull) break;
    const line = latest.take();
    if (filter.takes(line)) found.add({ attempt: latest.attempt, line });
    if (!(await latest.fill())) heads.splice(heads.indexOf(latest), 1);
  }
  const fence = attempts.reduce((greatest, it) => Math.max(greatest, fenceOf(it)), 0);
  return { lines: found.lines.toReversed(), cursor: { fence, open }, truncated: heads.length > 0, isAll: true };
}

const lastMoment = ({ record }: LoggedAttempt): number => record.endedAt ?? record.startedAt;

function latestOf(heads: readonly Head[]): Head | undefined {
  let latest: Head | undefined;
  for (const head of heads) {
    if (latest === undefined || head.time >= latest.time) latest = head;
  }
  return latest;
}

/** The line that is next of an attempt that is read backwards. */
class Head {
  readonly attempt: LoggedAttempt;
  readonly #lines: LinesBackwards;
  #buffer: readonly StoredLine[];
  #index = 0;
  #time: number;

  constructor(attempt: LoggedAttempt, lines: LinesBackwards) {
    this.attempt = attempt;
    this.#lines = lines;
    const end = endLine(attempt);
    this.#buffer = end === undefined ? [] : [end];
    this.#time = isRunning(attempt) ? Number.POSITIVE_INFINITY : lastMoment(attempt);
  }

  /** When the line was written; that of the line after it where it does not say. */
  get time(): number {
    return this.#buffer[this.#index]?.at ?? this.#time;
  }

  /** Takes the line. To be called after `fill` has resolved to true. */
  take(): StoredLine {
    this.#time = this.time;
    const line = this.#buffer[this.#index];
    this.#index += 1;
    return line ?? { level: 'core', text: '' };
  }

  /** Resolves to whether there is another line. */
  async fill(): Promise<boolean> {
    if (this.#index < this.#buffer.length) return true;
    this.#buffer = await this.#lines.next();
    this.#index = 0;
    return this.#buffer.length > 0;
  }
}
