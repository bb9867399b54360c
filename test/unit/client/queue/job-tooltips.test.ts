import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LogLine } from '../../../../server/protocol/job-logs.ts';
import type { JobSummary } from '../../../../server/protocol/jobs.ts';
import type { Thumbnail } from '../../../../server/protocol/thumbnails.ts';
import { editor } from '../fake-vscode.ts';
import { queueRig } from './queue-rig.ts';
import { someJob } from './some-job.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());
afterEach(() => void vi.useRealTimers());

/** The tooltip of the row of a job on a core that answers so. */
async function tooltipRig(texts: readonly string[], picture: Thumbnail, change: Partial<JobSummary> = {}) {
  const rig = await queueRig([someJob('j', 1, change)]);
  const asked: unknown[] = [];
  rig.fake.become('connected');
  const lines = texts.map((text): LogLine => ({ level: 'warning', text, task: '1.1', attempt: 1 }));
  rig.fake.answers.set('queue/log-lines', (wish: object) => {
    asked.push(wish);
    return { lines, next: 'n', truncated: false, ended: true };
  });
  rig.fake.answers.set('queue/thumbnail', (wish: object) => {
    asked.push(wish);
    return picture;
  });
  const tooltip = async (id = 'job:j'): Promise<string> => {
    const row = { ...rig.element('job:j').row, id };
    const item = await rig.queue.live.tree.resolveTreeItem({} as never, { row });
    const { tooltip: shown } = item as { tooltip?: { value: string } };
    return shown?.value ?? '';
  };
  return { ...rig, asked, tooltip };
}

test('a tooltip ends with the last lines of the log and the picture of the last frame', async () => {
  const { tooltip, asked } = await tooltipRig(['a', '``` *b* [x](command:y)'], {
    file: '/s/a b.png',
    frame: 1004,
    source: '/r/x.exr',
  });
  const text = await tooltip();
  expect(text).toContain(
    '\n\n````text\n[warning] a\n[warning] ``` *b* [x](command:y)\n````\n\n![frame 1004](file:///s/a b.png)  \nframe 1004',
  );
  expect(text.startsWith('**j**')).toBe(true);
  expect(asked).toEqual([{ job: 'j', limit: 3 }, { job: 'j' }]);
});

test('a rendered file itself is shown no wider than others', async () => {
  const { tooltip } = await tooltipRig([], { file: '/r/x.png', source: '/r/x.png' });
  expect(await tooltip()).toContain('![last picture](file:///r/x.png|width=320)');
});

test.each([
  [
    'a chunk',
    'task:j/1.2',
    [
      { job: 'j', task: '1.2', limit: 3 },
      { job: 'j', task: '1.2' },
    ],
  ],
  [
    'an attempt',
    'attempt:j/1.2/3',
    [
      { job: 'j', task: '1.2', attempt: 3, limit: 3 },
      { job: 'j', task: '1.2' },
    ],
  ],
  ['a layer', 'layer:j/0', []],
  ['a group', 'group:running', []],
])('what is asked for the tooltip of %s', async (_, id, expected) => {
  const { tooltip, asked } = await tooltipRig([], {});
  await tooltip(id);
  expect(asked).toEqual(expected);
});

test('a core that fails, or takes too long, or is away, takes nothing of the tooltip', async () => {
  const { fake, tooltip, asked } = await tooltipRig(['a'], {});
  const plain = (await tooltip()).split('\n\n')[0];
  fake.answers.set('queue/log-lines', () => {
    throw new Error('gone');
  });
  expect(await tooltip()).toBe(plain);
  vi.useFakeTimers();
  fake.answers.set('queue/thumbnail', () => new Promise(() => {}));
  const late = tooltip();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await late).toBe(plain);
  fake.become('disconnected');
  asked.length = 0;
  expect([await tooltip(), asked]).toEqual([plain, []]);
});

test('long lines are cut between characters', async () => {
  const { tooltip } = await tooltipRig(['😀'.repeat(200)], {});
  const line = (await tooltip()).split('\n').find((it) => it.startsWith('[warning]')) ?? '';
  expect(line).toMatch(/^\[warning\] 😀+…$/u);
  expect(line.length).toBeLessThanOrEqual(120);
});

test('a job on a farm is called what the farm calls it, with the machines that it is on', async () => {
  const { tooltip, fake } = await tooltipRig([], {}, { farm: 'studio' });
  const task = (host: string, state: string) => ({ attempts: [{ state, host }] });
  fake.answers.set('queue/get', () => ({
    job: {
      farmJobs: [{ id: '77_*', layer: 'beauty', tasks: 3 }],
      layers: [{ tasks: [task('node02', 'running'), task('node02', 'running'), task('node03', 'completed')] }],
    },
  }));
  expect(await tooltip()).toContain(
    '**Jobs on the farm:** 77\\_\\* \\(beauty · 3 chunks\\)  \n**Machines at work:** node02',
  );
});
