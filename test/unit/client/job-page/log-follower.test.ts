import { expect, test, vi } from 'vitest';
import { LogFollower } from '../../../../client/job-page/log-follower.ts';
import type { LogWish, ToPage } from '../../../../client/job-page/page-messages.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import type { LogPage } from '../../../../server/protocol/job-logs.ts';
import type { RequestParams } from '../../../../server/protocol/requests.ts';
import { FakeCore } from '../fake-core.ts';
import { ManualLater } from './manual-later.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const everything: LogWish = { levels: ['error', 'info'], search: '' };

const pageOf = (next: string, ended: boolean, ...texts: readonly string[]): LogPage => ({
  lines: texts.map((text) => ({ level: 'info', text, task: '1.1', attempt: 1 })),
  ...{ next, ended, truncated: false },
});

/** A follower that gets the pages in turn, the last one again and again. */
const rig = (...pages: readonly (LogPage | Error)[]) => {
  const fake = new FakeCore();
  const time = new ManualLater();
  const told: string[] = [];
  const asked: RequestParams<'queue/log-lines'>[] = [];
  fake.answers.set('queue/log-lines', (params: RequestParams<'queue/log-lines'>) => {
    asked.push(params);
    const page = pages[Math.min(asked.length, pages.length) - 1];
    if (page instanceof Error) throw page;
    return page;
  });
  const tell = (message: ToPage): void => {
    if (message.type === 'log')
      told.push(`${message.whole ? 'whole' : 'more'} ${message.lines.map((it) => it.text).join(',')}`);
    if (message.type === 'no-log') told.push(message.why);
  };
  let closed: 'untrusted' | undefined;
  const gate = { closed: async () => closed };
  const logs = new LogFollower({ core: fake.core, gate, job: 'a', tell, later: time.later });
  const close = (why: typeof closed): void => {
    closed = why;
  };
  return { logs, time, told, asked, close };
};

test('the log is told whole, and then what is written into it, until nothing more is', async () => {
  const { logs, time, told, asked } = rig(
    pageOf('p1', false, 'a', 'b'),
    pageOf('p2', false),
    pageOf('p3', false, 'c'),
    pageOf('p4', true, 'd'),
  );
  logs.show(everything);
  await time.pass(10_000);
  expect(told).toEqual(['whole a,b', 'more c', 'more d']);
  expect(asked.map(({ after }) => after)).toEqual([undefined, 'p1', 'p2', 'p3']);
  logs.poke();
  await time.pass(0);
  expect(asked.at(-1)?.after).toBe('p4');
});

test('a search, kinds of lines and a task are passed on', async () => {
  const { logs, time, asked } = rig(pageOf('p', true));
  logs.show({ levels: ['error'], search: 'texture', task: '1.2' });
  await time.pass(0);
  logs.show({ levels: [], search: '  ' });
  await time.pass(0);
  expect(asked).toMatchObject([
    { job: 'a', levels: ['error'], search: 'texture', task: '1.2' },
    { job: 'a', levels: [] },
  ]);
  expect([asked[1]?.search, asked[1]?.task]).toEqual([undefined, undefined]);
});

test('an answer to an earlier wish is dropped', async () => {
  const { logs, time, told, asked } = rig(pageOf('p', true, 'old'), pageOf('p', true, 'new'));
  logs.show(everything);
  for (let round = 0; round < 20 && asked.length === 0; round += 1) await Promise.resolve();
  expect(asked).toHaveLength(1);
  logs.show({ ...everything, search: 'n' });
  await time.pass(10_000);
  expect(told).toEqual(['whole new']);
});

test('a core that tells no lines is asked once for each wish, and the page says so', async () => {
  const { logs, time, told, asked } = rig(new ComplineError({ code: 'not-supported', message: 'no' }));
  logs.show(everything);
  await time.pass(10_000);
  logs.poke();
  await time.pass(10_000);
  expect(told).toEqual(['The log cannot be shown here: this pipeline core does not tell the lines of logs.']);
  expect(asked).toHaveLength(1);
  logs.show(everything);
  await time.pass(10_000);
  expect([told.length, asked.length]).toEqual([2, 2]);
});

test('a core that is not reached is asked again, and other errors are told', async () => {
  const unreachable = new ComplineError({ code: 'core-unreachable', message: 'gone' });
  const lost = rig(unreachable, unreachable, pageOf('p', true, 'a'));
  lost.logs.show(everything);
  await lost.time.pass(10_000);
  expect(lost.told).toEqual(['whole a']);
  const refused = rig(new ComplineError({ code: 'not-found', message: 'There is no job a.' }), pageOf('p', true, 'a'));
  refused.logs.show(everything);
  await refused.time.pass(10_000);
  expect(refused.told).toEqual(['There is no job a.', 'whole a']);
});

test('a window that may not use the core asks it nothing', async () => {
  const { logs, time, told, asked, close } = rig(pageOf('p', true, 'a'));
  close('untrusted');
  logs.show(everything);
  await time.pass(10_000);
  expect(asked).toEqual([]);
  close(undefined);
  await time.pass(3_000);
  expect(told).toEqual(['whole a']);
});

test('nothing is read after it was stopped', async () => {
  const { logs, time, told, asked } = rig(pageOf('p', false, 'a'));
  logs.show(everything);
  await time.pass(0);
  logs.stop();
  logs.poke();
  await time.pass(10_000);
  expect([told, asked.length, time.size]).toEqual([['whole a'], 1, 0]);
});
