import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { AttemptRecord, TaskRecord } from '../../../../../server/pipeline/queue/job-record.ts';
import { type LogWish, readLogLines } from '../../../../../server/pipeline/queue/logs/read-log-lines.ts';
import { AttemptLog } from '../../../../../server/pipeline/workers/attempt-log.ts';
import type { LogPage } from '../../../../../server/protocol/job-logs.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';

/** A job whose attempts are named by task and number, in the order in which they are begun; a second of time passes each step. */
class LoggedJob {
  readonly folder: string;
  readonly #attempts = new Map<string, AttemptRecord>();
  #now = 1_000_000_000_000;

  constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<LoggedJob> {
    return new LoggedJob(await temporaryFolder());
  }

  get tasks(): TaskRecord[] {
    const byTask = Map.groupBy(this.#attempts, ([key]) => key.split('/')[0] ?? '');
    return [...byTask].map(([id, attempts]) => ({
      id,
      frames: { first: 1, last: 1 },
      command: { program: 'p', args: [], cwd: this.folder, environment: {} },
      outputs: [],
      state: 'running',
      framesDone: 0,
      failures: 0,
      losses: 0,
      attempts: attempts.map(([, attempt]) => attempt),
    }));
  }

  log(key: string): string {
    return path.join(this.folder, `${key.replace('/', '-')}.log`);
  }

  /** Writes lines of an attempt, beginning it where it is new. A line is its level and its text. */
  write(key: string, ...lines: readonly string[]): void {
    if (!this.#attempts.has(key)) {
      const [fence, number] = [this.#attempts.size + 1, Number(key.split('/')[1])];
      this.#attempts.set(key, { number, state: 'running', startedAt: this.#tick(), fence, log: this.log(key) });
    }
    for (const line of lines) {
      const [, level, text] = /^(\w+) (.*)$/s.exec(line) ?? [];
      writeFileSync(this.log(key), `${new Date(this.#tick()).toISOString()} [${level}] ${text}\n`, { flag: 'a' });
    }
  }

  end(key: string, change: Partial<AttemptRecord> = {}): void {
    const attempt = this.#attempts.get(key);
    if (attempt !== undefined)
      this.#attempts.set(key, { ...attempt, state: 'completed', endedAt: this.#tick(), ...change });
  }

  async read(wish: Partial<LogWish> = {}): Promise<LogPage> {
    return await readLogLines(this.tasks, { limit: 1_000, ...wish });
  }

  #tick(): number {
    this.#now += 1_000;
    return this.#now;
  }
}

const told = ({ lines }: LogPage): string[] => lines.map((it) => `${it.task}/${it.attempt} ${it.level} ${it.text}`);

test('what several attempts have written goes together by its times, the last lines first asked for', async () => {
  const job = await LoggedJob.make();
  job.write('1.1/1', 'info a');
  job.write('1.2/1', 'info b');
  job.write('1.1/1', 'error c');
  job.end('1.1/1', { state: 'failed', reason: 'exit code 1' });
  job.write('1.2/1', 'warning d');
  const all = ['1.1/1 info a', '1.2/1 info b', '1.1/1 error c', '1.1/1 error exit code 1', '1.2/1 warning d'];
  const page = await job.read();
  expect([told(page), page.truncated, page.ended]).toEqual([all, false, false]);
  for (let limit = 1; limit < all.length; limit += 1) {
    const part = await job.read({ limit });
    expect([told(part), part.truncated]).toEqual([all.slice(-limit), true]);
  }
  expect(told(await job.read({ task: '1.1' }))).toEqual(all.filter((it) => it.startsWith('1.1/')));
  expect((await job.read({ task: '1.1' })).ended).toBe(true);
  expect(told(await job.read({ attempt: 2 }))).toEqual([]);
});

test('what is written after a page follows from its cursor, across a new attempt, each line once', async () => {
  const job = await LoggedJob.make();
  expect(told(await job.read())).toEqual([]);
  let { next } = await job.read();
  const seen: string[] = [];
  const follow = async (limit = 1_000): Promise<LogPage> => {
    const page = await job.read({ after: next, limit });
    seen.push(...told(page));
    next = page.next;
    return page;
  };
  job.write('1.1/1', 'info a', 'info b', 'info c');
  expect((await follow(2)).lines).toHaveLength(2);
  job.end('1.1/1', { state: 'failed', reason: 'exit code 1' });
  job.write('1.1/2', 'info d');
  expect((await follow(2)).ended).toBe(false);
  await follow();
  const before = next;
  expect([(await follow()).lines, next]).toEqual([[], before]);
  job.write('1.2/1', 'info e');
  job.end('1.1/2');
  job.end('1.2/1');
  expect((await follow()).ended).toBe(true);
  expect(seen).toEqual([
    ...['1.1/1 info a', '1.1/1 info b', '1.1/1 info c', '1.1/1 error exit code 1'],
    ...['1.1/2 info d', '1.2/1 info e'],
  ]);
  expect((await follow()).lines).toEqual([]);
});

test('a follower who falls behind a rotation is told what was left out, and goes on', async () => {
  const job = await LoggedJob.make();
  job.write('1.1/1', 'info begin');
  const { next } = await job.read();
  const log = new AttemptLog(job.log('1.1/1'), { head: 2_000, piece: 1_000, pieces: 2 });
  for (let line = 0; line < 1_000; line += 1) log.write(`[info] line ${line}`);
  const page = await job.read({ after: next });
  expect(page.truncated).toBe(true);
  const lines = page.lines.map((it) => it.text);
  expect(lines[0]).toBe('line 0');
  expect(lines.at(-1)).toBe('line 999');
  expect(lines.filter((it) => /^… \d+ bytes of output are left out …$/.test(it))).toHaveLength(1);
  log.write('[info] more');
  expect(told(await job.read({ after: page.next }))).toEqual(['1.1/1 info more']);
  log.close();
});

test('levels and words are looked for in the core, in any letter case', async () => {
  const job = await LoggedJob.make();
  job.write('1.1/1', 'info Frame 1 GRÜN', 'error No camera in frame 2', 'warning frame 3', 'core exited', 'debug x');
  const asked = async (wish: Partial<LogWish>) => (await job.read(wish)).lines.map((it) => it.text);
  expect(await asked({ levels: ['error', 'core'] })).toEqual(['No camera in frame 2', 'exited']);
  expect(await asked({ search: '  FRAME  grün ' })).toEqual(['Frame 1 GRÜN']);
  expect(await asked({ search: 'frame', levels: ['warning'] })).toEqual(['frame 3']);
  expect(await asked({ levels: [] })).toEqual([]);
  const { next } = await job.read();
  job.write('1.1/1', 'info nothing', 'error late');
  expect(await asked({ after: next, levels: ['error'] })).toEqual(['late']);
});

test('the end of a log, and what follows, cost nothing of what is before', async () => {
  const job = await LoggedJob.make();
  job.write('1.1/1', 'info first');
  const file = job.log('1.1/1');
  // So large that nobody could read it.
  truncateSync(file, 2 ** 40);
  writeFileSync(file, '\n', { flag: 'a' });
  job.write('1.1/1', 'info a', 'info b');
  const page = await job.read({ limit: 2 });
  expect(told(page)).toEqual(['1.1/1 info a', '1.1/1 info b']);
  job.write('1.1/1', 'info c');
  expect(told(await job.read({ after: page.next }))).toEqual(['1.1/1 info c']);
});

test('an answer is bounded, however long its lines are, and what follows is not lost', async () => {
  const job = await LoggedJob.make();
  const long = 'x'.repeat(60_000);
  const lines = Array.from({ length: 400 }, (_, index) => `info ${index} ${long}`);
  const { next } = await job.read();
  job.write('1.1/1', ...lines);
  const last = await job.read();
  expect([last.truncated, last.lines.length < 400, last.lines.at(-1)?.text.slice(0, 4)]).toEqual([true, true, '399 ']);
  const numbers: string[] = [];
  for (let [after, before] = [next, '']; after !== before; ) {
    const page = await job.read({ after });
    numbers.push(...page.lines.map((it) => it.text.split(' ')[0] ?? ''));
    [before, after] = [after, page.next];
  }
  expect(numbers).toEqual(lines.map((_, index) => String(index)));
});

test('no log is opened that ended before the lines which are asked for', async () => {
  const job = await LoggedJob.make();
  for (let task = 1; task <= 20; task += 1) {
    job.write(`1.${task}/1`, 'info x');
    job.end(`1.${task}/1`);
  }
  const opened = new Set<string>();
  const tasks = job.tasks.map((task) => ({
    ...task,
    attempts: task.attempts.map((attempt) => ({
      ...attempt,
      get log() {
        opened.add(task.id);
        return attempt.log;
      },
    })),
  }));
  const page = await readLogLines(tasks, { limit: 2 });
  expect([told(page), page.truncated]).toEqual([['1.19/1 info x', '1.20/1 info x'], true]);
  expect([...opened]).toEqual(['1.20', '1.19', '1.18']);
});

test('the place of an error is told where its file is there', async () => {
  const job = await LoggedJob.make();
  mkdirSync(path.join(job.folder, 'scripts'));
  const file = path.join(job.folder, 'scripts', 'a b.py');
  writeFileSync(file, '');
  job.write(
    '1.1/1',
    `error   File "${file}", line 12, in render`,
    'error No camera (scripts/a b.py:14)',
    'error No camera (scripts/gone.py:14)',
    'error C:\\show\\a.py:3: bad',
    'error //server/share/a.py:3: bad',
    'info scripts/a b.py:14',
    'warning scripts:3',
  );
  const { lines } = await job.read();
  expect(lines.map((it) => it.place)).toEqual([
    { file, line: 12 },
    { file, line: 14 },
    ...[undefined, undefined, undefined, undefined, undefined],
  ]);
});

test.each(['', 'x', 'e30', Buffer.from('{"f":1,"o":{"1.1/1":-1}}').toString('base64url')])(
  'an after that no page has answered is refused: %j',
  async (after) => {
    const job = await LoggedJob.make();
    await expect(job.read({ after })).rejects.toMatchObject({ code: 'invalid-parameters' });
  },
);
