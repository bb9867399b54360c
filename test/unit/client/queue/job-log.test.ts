import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { JobLog } from '../../../../client/queue/job-log.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import type { LogLine, LogPage } from '../../../../server/protocol/job-logs.ts';
import { FakeCore } from '../fake-core.ts';
import { editor, vscode } from '../fake-vscode.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => {
  editor.reset();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

const line = (text: string, change: Partial<LogLine> = {}): LogLine => ({
  ...{ level: 'info', text, task: '1.1', attempt: 1 },
  ...change,
});

/** The log of a job in a window. Its cursors are how many lines were read. */
async function logRig() {
  const fake = new FakeCore();
  const log = { lines: [] as LogLine[], isRunning: true, asked: [] as object[] };
  fake.answers.set('queue/log-lines', (wish: { after?: string; limit: number }): LogPage => {
    log.asked.push(wish);
    const from = Number(wish.after ?? 0);
    const lines = log.lines.slice(from, from + wish.limit);
    const isAll = from + lines.length === log.lines.length;
    return { lines, next: String(from + lines.length), truncated: false, ended: isAll && !log.isRunning };
  });
  const jobLog = new JobLog(fake.core, { model: { job: () => undefined } } as never);
  const changed: string[] = [];
  jobLog.onDidChange((uri) => changed.push(uri.query));
  return {
    ...{ fake, log, jobLog, changed },
    text: (name: string) => jobLog.provideTextDocumentContent(editor.documentOf(name).uri as never),
    /** A second passes, and what was begun in it is done. */
    wait: async () => await vi.advanceTimersByTimeAsync(1_000),
    tell: () => fake.tell('queue/changed', { jobs: [{ id: 'j' }], removed: [] } as never),
  };
}

test('a log that is seen is read on while it grows, and no more when it has ended', async () => {
  const { log, jobLog, changed, text, wait, tell } = await logRig();
  log.lines.push(line('a'));
  await jobLog.show('j');
  expect(await text('j.log')).toBe('1.1/1 [info] a\n');
  await wait();
  expect(changed).toEqual([]);
  log.lines.push(line('b'));
  await wait();
  expect([changed, await text('j.log')]).toEqual([['job=j'], '1.1/1 [info] a\n1.1/1 [info] b\n']);
  expect(log.asked.slice(1).every((it) => 'after' in it)).toBe(true);
  log.isRunning = false;
  await wait();
  const asked = log.asked.length;
  for (let second = 0; second < 5; second += 1) await wait();
  expect(log.asked.length).toBe(asked);
  // It is begun again.
  log.isRunning = true;
  log.lines.push(line('c', { attempt: 2 }));
  tell();
  await wait();
  expect(await text('j.log')).toContain('1.1/2 [info] c');
});

test('a log that nobody sees is not asked for, and is current when it is seen again', async () => {
  const { log, jobLog, text, wait, tell } = await logRig();
  await jobLog.show('j');
  expect(await text('j.log')).toBe('This job has not written anything yet.\n');
  editor.open('/p/a.comp');
  await wait();
  const asked = log.asked.length;
  log.lines.push(line('late'));
  tell();
  for (let second = 0; second < 5; second += 1) await wait();
  expect(log.asked.length).toBe(asked);
  editor.show('/j.log');
  await wait();
  expect(await text('j.log')).toContain('late');
});

test('a core that is away is not started again by a log, and is asked when it is back', async () => {
  const { fake, log, jobLog, text, wait } = await logRig();
  log.lines.push(line('a'));
  await jobLog.show('j');
  const answer = fake.answers.get('queue/log-lines');
  let failed = 0;
  fake.answers.set('queue/log-lines', () => {
    failed += 1;
    throw new Error('gone');
  });
  for (let second = 0; second < 5; second += 1) await wait();
  expect(failed).toBe(1);
  if (answer !== undefined) fake.answers.set('queue/log-lines', answer);
  log.lines.push(line('b'));
  fake.become('connected');
  await wait();
  expect(await text('j.log')).toContain('b');
});

test('an editor that shows the end goes on showing it, another one stays where it is', async () => {
  const { log, jobLog, wait, text } = await logRig();
  log.lines.push(...Array.from({ length: 50 }, (_, index) => line(`${index}`)));
  await jobLog.show('j');
  for (const [last, shown] of [
    [50, [[51]]],
    [10, []],
  ] as const) {
    editor.revealed = [];
    editor.lastVisible = last;
    log.lines.push(line('more'));
    await wait();
    editor.type(editor.documentOf('j.log'), await text('j.log'));
    expect(editor.revealed.length).toBe(shown.length);
  }
});

test('of a log without end the newest lines are shown', async () => {
  const { log, jobLog, text } = await logRig();
  log.lines.push(...Array.from({ length: 60_000 }, (_, index) => line(`line ${index}`)));
  await jobLog.show('j');
  const shown = (await text('j.log')).trimEnd().split('\n');
  expect(shown[0]).toBe('… the beginning is left out …');
  expect(shown.at(-1)).toBe('1.1/1 [info] line 59999');
  expect(shown.length).toBeLessThanOrEqual(25_001);
});

test('a core of an older version tells the text alone', async () => {
  const { fake, jobLog, text, tell, wait } = await logRig();
  fake.answers.set('queue/log-lines', () => {
    throw new ComplineError({ code: 'not-supported', message: 'This core knows no such request.' });
  });
  let said = 'a\n';
  fake.answers.set('queue/log', () => ({ text: said, files: [], truncated: true }));
  await jobLog.show('j');
  expect(await text('j.log')).toBe('… the beginning is left out …\na\n');
  said = 'a\nb\n';
  tell();
  await wait();
  expect(await text('j.log')).toContain('\nb\n');
  await expect(jobLog.showErrors('j')).rejects.toThrow('no such request');
});

test('files that errors name are links to their lines', async () => {
  const { log, jobLog } = await logRig();
  log.lines.push(line('a'), line('No camera (a.py:14)', { level: 'error', place: { file: '/p/a.py', line: 14 } }));
  await jobLog.show('j');
  const links = jobLog.provideDocumentLinks(editor.documentOf('j.log') as never);
  expect(links.map((it) => [it.range.start.line, it.target?.toString()])).toEqual([[1, 'file:///p/a.py#L14']]);
});

test.each([
  ['an attempt', { row: { id: 'attempt:j/1.2/3' } }, { job: 'j', task: '1.2', attempt: 3 }],
  ['a chunk', { row: { id: 'task:j/1.2' } }, { job: 'j', task: '1.2' }],
  ['a job', { row: { id: 'job:j' } }, { job: 'j' }],
  [
    'a log',
    vscode.Uri.from({ scheme: 'compline-log', path: '/j.log', query: 'job=j&task=1.2' }),
    { job: 'j', task: '1.2' },
  ],
])('errors and words are looked for in the log of %s', async (_, argument, place) => {
  const { log, jobLog } = await logRig();
  await jobLog.showErrors(argument);
  editor.answers = ['No  Camera '];
  await jobLog.search(argument);
  const [errors, words] = log.asked.filter((it) => !('after' in it));
  expect(errors).toEqual({ ...place, levels: ['error'], limit: 10_000 });
  expect(words).toEqual({ ...place, search: 'No  Camera', limit: 10_000 });
});

test('from the palette the log that is looked at is searched', async () => {
  const { log, jobLog } = await logRig();
  await jobLog.show({ row: { id: 'task:j/1.2' } });
  log.asked.length = 0;
  editor.answers = ['x'];
  await jobLog.search(undefined);
  expect(log.asked[0]).toEqual({ job: 'j', task: '1.2', search: 'x', limit: 10_000 });
});

test('in a workspace that is not trusted the core is not asked', async () => {
  const { log, text } = await logRig();
  editor.isTrusted = false;
  await editor.openRead(vscode.Uri.from({ scheme: 'compline-log', path: '/j.log', query: 'job=j' }));
  expect([await text('j.log'), log.asked]).toEqual(['This workspace is not trusted, so no log is read in it.', []]);
});
