import { expect, test } from 'vitest';
import { JobDisplay } from '../../../server/cli/job-display.ts';
import type { Terminal } from '../../../server/cli/terminal.ts';
import { type JobSummary, jobSummarySchema } from '../../../server/protocol/jobs.ts';

const job = (change: Partial<JobSummary>): JobSummary =>
  jobSummarySchema.parse({
    id: 'a',
    name: 'SH010\n',
    kind: 'render',
    state: 'running',
    project: '/p',
    owner: 'ada',
    createdAt: 0,
    framesTotal: 1_000,
    framesDone: 0,
    tasksTotal: 10,
    tasksDone: 0,
    revision: 1,
    ...change,
  });

function shown(asLines: boolean, jobs: readonly JobSummary[]): { out: string; err: string } {
  const said = { out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    room: async () => {},
    isInteractive: false,
  };
  const display = new JobDisplay(terminal, asLines);
  for (const it of jobs) display.show(it);
  display.end();
  return said;
}

test('in a pipe a line is written for each state and each tenth, however often frames are told', () => {
  const frames = Array.from({ length: 1_000 }, (_, framesDone) => job({ framesDone }));
  const { out, err } = shown(false, [
    job({ state: 'waiting' }),
    ...frames,
    job({ state: 'completed', framesDone: 1_000 }),
  ]);
  expect(out).toBe('');
  expect(err.split('\n').filter((line) => line !== '')).toEqual([
    'SH010\\n: waiting, 0/1000 frames',
    ...Array.from({ length: 10 }, (_, tenth) => `SH010\\n: running, ${tenth * 100}/1000 frames`),
    'SH010\\n: completed, 1000/1000 frames',
  ]);
});

test('that a job is paused is said', () => {
  expect(shown(false, [job({ paused: true })]).err).toBe('SH010\\n: running, paused, 0/1000 frames\n');
});

test('as JSON every change is a line', () => {
  const { out, err } = shown(true, [job({}), job({ framesDone: 1 })]);
  expect(err).toBe('');
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line): { job: JobSummary } => JSON.parse(line));
  expect(lines.map((line) => line.job.framesDone)).toEqual([0, 1]);
});

test('why nothing more of a job starts is told once, and again when it is something else', () => {
  const held = (text?: string) => job(text === undefined ? {} : { held: text });
  const { err } = shown(false, [held('The farm is away.'), held('The farm is away.'), held(), held('No room.')]);
  expect(err.match(/The farm is away\.|No room\./g)).toEqual(['The farm is away.', 'No room.']);
});
