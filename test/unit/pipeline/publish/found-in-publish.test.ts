import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { TellingProgress } from '../../../../server/pipeline/publish/telling-progress.ts';
import { toldFindings, toldProblems } from '../../../../server/pipeline/publish/told-part.ts';
import type { JobSpec } from '../../../../server/pipeline/queue/job-spec.ts';
import type { JobSummary } from '../../../../server/protocol/jobs.ts';
import { MOST_TOLD, type Publish } from '../../../../server/protocol/publishes.ts';
import { exportProject } from './export-project.ts';
import { InstantQueue } from './instant-queue.ts';
import { publishToEnd, testProject } from './test-project.ts';

/** Renders are there at once, and some of their frames are torn. */
class TearingQueue extends InstantQueue {
  override async submit(id: string, spec: JobSpec): Promise<JobSummary> {
    const job = await super.submit(id, spec);
    const outputs = spec.layers.flatMap(({ tasks }) => tasks.flatMap((task) => task.outputs));
    for (const output of outputs.slice(0, 2)) await truncate(output, 2200);
    return job;
  }
}

test('a publish whose frames are torn tells each of them, also after a restart, and how far it was', async () => {
  const project = await testProject();
  const publisher = project.publisher(undefined, new TearingQueue());
  const told: Publish[] = [];
  publisher.onChange((publish) => told.push(publish));
  const ended = await publishToEnd(publisher, project.options());
  const torn = (frame: number) => ({
    ...{ kind: 'torn', severity: 'error', frame, file: `DEMO_S_SH020_COMP.${frame}.exr` },
    message: expect.stringContaining('It breaks off'),
  });
  expect(ended).toMatchObject({ phase: 'failed', error: { code: 'verification-failed' } });
  expect(ended.problems?.filter(({ severity }) => severity === 'error')).toMatchObject([torn(1001), torn(1002)]);
  expect(ended.progress).toBeUndefined();
  expect(await project.publisher().get(ended.id)).toEqual(ended);
  const progress = told.flatMap((it) => (it.phase === 'verifying' && it.progress !== undefined ? [it.progress] : []));
  expect(progress.at(-1)).toEqual({ done: 12, total: 12 });
  const revisions = told.map(({ revision }) => revision);
  expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
});

test('a version tells what stands out, by where it lies, and what the checks found', async () => {
  const project = await exportProject();
  await appendFile(path.join(project.root, 'compline.yaml'), 'checks: { publish-comment: warning }\n');
  const ended = await publishToEnd(project.publisher(), project.options({ comment: '' }));
  expect(ended.phase).toBe('completed');
  // The frames of the test's renderer are copies of one.
  const identical = ended.problems?.find(({ kind }) => kind === 'identical');
  expect(identical).toMatchObject({ severity: 'information' });
  expect(path.dirname(identical?.path ?? '')).toBe(ended.delivered);
  await readFile(identical?.path ?? '');
  expect(ended.findings).toMatchObject([{ code: 'publish-comment', severity: 'warning' }]);
  expect(await project.publisher().get(ended.id)).toEqual(ended);
});

test('a publish that its checks refuse tells what they found', async () => {
  const project = await testProject();
  const text = await readFile(project.comp, 'utf8');
  await writeFile(project.comp, text.replace('_published/001_OK', '_published/009_OK'));
  const publisher = project.publisher();
  const told: Publish[] = [];
  publisher.onChange((publish) => told.push(publish));
  await expect(publisher.start(project.options())).rejects.toMatchObject({ code: 'comp-has-errors' });
  expect(told.at(-1)).toMatchObject({ phase: 'failed', findings: expect.arrayContaining([expect.anything()]) });
  expect(told.at(-1)?.findings?.some(({ severity }) => severity === 'error')).toBe(true);
});

test('so many findings and problems are told, errors first, and how many more there are', () => {
  const finding = { code: 'c', severity: 'warning', message: 'm', line: 0, character: 0 };
  expect(toldFindings([])).toEqual({});
  expect(toldFindings(Array.from({ length: MOST_TOLD }, () => finding)).moreFindings).toBeUndefined();
  expect(toldFindings(Array.from({ length: MOST_TOLD + 3 }, () => finding)).moreFindings).toBe(3);
  const problem = { kind: 'outlier', severity: 'warning', file: 'f', path: '/f', message: 'm' } as const;
  const torn = { ...problem, kind: 'torn', severity: 'error' } as const;
  const { problems, moreProblems } = toldProblems([...Array.from({ length: MOST_TOLD }, () => problem), torn]);
  expect([problems?.[0], problems?.length, moreProblems]).toEqual([torn, MOST_TOLD, 1]);
});

test('how far verifying is is told at most a hundred times, once it is looked at', () => {
  const told: number[] = [];
  const progress = new TellingProgress(({ done }) => told.push(done));
  for (let done = 1; done <= 3000; done += 1) progress.heard({ done, total: 10_000 });
  expect(told).toEqual([]);
  progress.begin();
  for (let done = 3001; done <= 10_000; done += 1) progress.heard({ done, total: 10_000 });
  expect([told[0], told.at(-1), told.length]).toEqual([3000, 10_000, 71]);
});
