import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import { hidden, publishToEnd, testProject } from './test-project.ts';

describe('trying a job again', () => {
  test('completes the publish that failed with it, and only what is missing is rendered', async () => {
    const project = await testProject();
    await project.breakRenderer({ stop: 1008 });
    const publisher = project.publisher();
    const failed = await publishToEnd(publisher, project.options());
    expect(failed.phase).toBe('failed');
    await project.breakRenderer({});
    await project.queue.retry(failed.job ?? '');
    await publisher.resumeAfterRetry(failed.job ?? '');
    await publisher.settled();
    expect(await publisher.get(failed.id)).toMatchObject({ phase: 'completed', version: 1 });
    expect(await readdir(project.published)).toEqual(['001_WIP']);
    expect(await hidden(project)).toEqual([]);
  });

  test('works after a restart', async () => {
    const project = await testProject();
    await project.breakRenderer({ stop: 1008 });
    const failed = await publishToEnd(project.publisher(), project.options());
    await project.breakRenderer({});
    const next = project.publisher();
    await next.recover();
    await project.queue.retry(failed.job ?? '');
    await next.resumeAfterRetry(failed.job ?? '');
    await next.settled();
    expect(await next.get(failed.id)).toMatchObject({ phase: 'completed' });
  });

  test.each([
    ['', false],
    [' also after a restart', true],
  ])('completes a publish of which a frame was torn%s', async (_name, isRestarted) => {
    const project = await testProject();
    await project.breakRenderer({ tear: 1005 });
    const first = project.publisher();
    const failed = await publishToEnd(first, project.options());
    const nextStep = expect.stringContaining(`compline queue requeue ${failed.job} --frames 1005 goes on`);
    expect(failed).toMatchObject({ phase: 'failed', error: { code: 'verification-failed', nextStep } });
    await project.breakRenderer({});
    const publisher = isRestarted ? project.publisher() : first;
    if (isRestarted) await publisher.recover();
    project.queue.requeue(failed.job ?? '');
    await publisher.resumeAfterRetry(failed.job ?? '');
    await publisher.settled();
    expect(await publisher.get(failed.id)).toMatchObject({ phase: 'completed', version: 1 });
    expect(await readdir(project.published)).toEqual(['001_WIP']);
    expect(await hidden(project)).toEqual([]);
  });

  test('is not offered where frames rendered anew would mend nothing', async () => {
    const project = await testProject();
    await project.breakRenderer({ beside: 'X.1001.exr' });
    const { error } = await publishToEnd(project.publisher(), project.options());
    expect(error?.nextStep).not.toContain('requeue');
    expect(await hidden(project)).toEqual([]);
  });

  test('is refused where the frames are gone', async () => {
    const project = await testProject();
    await project.breakRenderer({ stop: 1008 });
    const publisher = project.publisher();
    const failed = await publishToEnd(publisher, project.options());
    expect(await publisher.cancel(failed.id)).toMatchObject({ phase: 'cancelled' });
    await project.queue.retry(failed.job ?? '');
    await expect(publisher.resumeAfterRetry(failed.job ?? '')).rejects.toMatchObject({ code: 'wrong-state' });
  });

  test('a later publish of the same comp makes the kept frames go', async () => {
    const project = await testProject();
    await project.breakRenderer({ stop: 1008 });
    const publisher = project.publisher();
    await publishToEnd(publisher, project.options());
    expect(await hidden(project)).toHaveLength(1);
    await project.breakRenderer({});
    await publishToEnd(publisher, project.options());
    expect(await hidden(project)).toEqual([]);
  });
});

test('a publish whose job is paused does not keep its core, and the next one goes on with it', async () => {
  const project = await testProject();
  const { queue } = project;
  let letGo = () => {};
  queue.paused = new Promise((resolve) => {
    letGo = resolve;
  });
  // The queue of a core that ends before the job does.
  const { promise: ended, reject: end } = Promise.withResolvers<never>();
  // It may be over before it is waited for.
  ended.catch(() => undefined);
  const publisher = project.publisher(undefined, {
    submit: (id, spec) => queue.submit(id, spec),
    cancel: (id) => queue.cancel(id),
    isHeldBack: (id) => queue.isHeldBack(id),
    ended: () => ended,
  });
  const { id, job = '' } = await publisher.start(project.options());
  expect(await publisher.goingOnCount()).toBe(1);
  queue.heldBack.add(job);
  expect(await publisher.goingOnCount()).toBe(0);
  expect(publisher.activeCount()).toBe(1);
  end(new ComplineError({ code: 'core-stopping', message: 'The core ends.' }));
  await publisher.settled();
  expect(await publisher.get(id)).toMatchObject({ phase: 'rendering', version: 1 });

  const next = project.publisher();
  await next.recover();
  queue.heldBack.delete(job);
  expect(await next.goingOnCount()).toBe(1);
  letGo();
  await next.settled();
  expect(await next.get(id)).toMatchObject({ phase: 'completed', version: 1 });
  expect(await next.goingOnCount()).toBe(0);
});
