import { FoundLines } from './found-lines.ts';
import type { LineFilter } from './line-filter.ts';
import type { LogCursor } from './log-cursor.ts';
import { LinesForwards, type PlacedLine } from './log-lines.ts';
import { endLine, fenceOf, isRunning, type LoggedAttempt } from './logged-attempts.ts';
import type { ReadLines } from './read-backwards.ts';
import type { StoredLine } from './stored-line.ts';

/** Lines that are looked through for one answer: who asks gets part of it then, and asks again. */
const MOST_LOOKED_AT = 200_000;

/** The lines after a cursor, by their times, no more than `limit`; of attempts that began since it from their beginnings. */
export async function readForwards(
  attempts: readonly LoggedAttempt[],
  cursor: LogCursor,
  filter: LineFilter,
  limit: number,
): Promise<ReadLines> {
  const open = new Map<string, Head>();
  const fresh = attempts.filter((it) => fenceOf(it) > cursor.fence).reverse();
  let { fence } = cursor;
  const begin = async (attempt: LoggedAttempt, from: number): Promise<Head> => {
    const head = new Head(attempt, from);
    open.set(attempt.key, head);
    await head.fill();
    return head;
  };
  for (const attempt of attempts) {
    const from = cursor.open[attempt.key];
    if (from !== undefined) await begin(attempt, from);
  }

  const found = new FoundLines(limit);
  for (let looked = 0; !found.isFull && looked < MOST_LOOKED_AT; looked += 1) {
    let earliest = earliestOf(open.values());
    for (let next = fresh.at(-1); next !== undefined; next = fresh.at(-1)) {
      if (earliest !== undefined && next.record.startedAt > earliest.time) break;
      fresh.pop();
      fence = fenceOf(next);
      await begin(next, 0);
      earliest = earliestOf(open.values());
    }
    if (earliest === undefined) break;
    const line = earliest.take();
    if (filter.takes(line)) found.add({ attempt: earliest.attempt, line });
    await earliest.fill();
  }
  const heads = [...open.values()];
  const left = heads.filter((it) => !it.isDone).map((it): [string, number] => [it.attempt.key, it.at]);
  return {
    lines: found.lines,
    cursor: { fence, open: Object.fromEntries(left) },
    truncated: heads.some((it) => it.hasGap),
    isAll: fresh.length === 0 && !heads.some((it) => it.hasLine),
  };
}

function earliestOf(heads: Iterable<Head>): Head | undefined {
  let earliest: Head | undefined;
  for (const head of heads) {
    if (head.hasLine && (earliest === undefined || head.time < earliest.time)) earliest = head;
  }
  return earliest;
}

/** The line that is next of an attempt that is read forwards. */
class Head {
  readonly attempt: LoggedAttempt;
  readonly #lines: LinesForwards;
  #buffer: readonly (StoredLine & Partial<PlacedLine>)[] = [];
  #index = 0;
  #at: number;
  #time: number;
  #isAtEnd = false;
  #hasGap = false;

  constructor(attempt: LoggedAttempt, from: number) {
    this.attempt = attempt;
    this.#lines = new LinesForwards(attempt.record.log, from, !isRunning(attempt));
    this.#at = from;
    this.#time = attempt.record.startedAt;
  }

  /** Bytes from the beginning of the output to the end of what was taken. */
  get at(): number {
    return this.#at;
  }

  get hasLine(): boolean {
    return this.#index < this.#buffer.length;
  }

  /** Everything is taken, and nothing more comes. */
  get isDone(): boolean {
    return this.#isAtEnd && !this.hasLine;
  }

  /** Something was left out between the lines that were taken. */
  get hasGap(): boolean {
    return this.#hasGap;
  }

  /** When the line was written; that of the line before it where it does not say. */
  get time(): number {
    return this.#buffer[this.#index]?.at ?? this.#time;
  }

  /** Takes the line. To be called where there is one. */
  take(): StoredLine {
    this.#time = this.time;
    const line = this.#buffer[this.#index] ?? { level: 'core', text: '' };
    this.#index += 1;
    this.#at = line.end ?? this.#at;
    this.#hasGap ||= line.isGap === true;
    return line;
  }

  /** Reads on where everything read was taken. */
  async fill(): Promise<void> {
    if (this.hasLine || this.#isAtEnd) return;
    this.#buffer = await this.#lines.next();
    this.#index = 0;
    if (this.hasLine || isRunning(this.attempt)) return;
    this.#isAtEnd = true;
    const end = endLine(this.attempt);
    this.#buffer = end === undefined ? [] : [end];
  }
}
