import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditFolder } from '../../../../server/pipeline/audit/audit-trail.ts';
import type { PublishPhase } from '../../../../server/protocol/publishes.ts';
import { exportProject } from './export-project.ts';
import { InstantQueue } from './instant-queue.ts';
import { contents, publishToEnd, type TestProject, testProject } from './test-project.ts';

const PROJECTS = { step: testProject, project: exportProject };

/** What the sidecar of the step and the audit trail say of versions. */
async function onRecord({ root, stepFolder, comp }: TestProject) {
  const sidecar = JSON.parse(await readFile(path.join(stepFolder, '_ramses_data.json'), 'utf8'));
  const trail = Object.values(await contents(auditFolder(root))).join('');
  const events = trail
    .trimEnd()
    .split('\n')
    .map((line): { event: string; number: number } => JSON.parse(line));
  return { sidecar: sidecar[path.basename(comp)].version, audit: events.map(({ event, number }) => [event, number]) };
}

/** Publishes a second version, and wishes it to end in a phase. */
async function cancelledIn(phase: PublishPhase, project: TestProject) {
  const publisher = project.publisher(undefined, new InstantQueue());
  await publishToEnd(publisher, project.options());
  const before = await contents(project.root);
  const id = randomUUID();
  const phases: PublishPhase[] = [];
  let answer: Promise<unknown> | undefined;
  publisher.onChange((publish) => {
    if (publish.id !== id) return;
    phases.push(publish.phase);
    if (publish.phase === phase) answer ??= publisher.cancel(id).catch((error: unknown) => error);
  });
  await publisher.start(project.options({ id, comment: 'more' })).catch(() => undefined);
  await publisher.settled();
  expect(publisher.activeCount()).toBe(0);
  return { publisher, before, phases, answer: await answer };
}

describe.each(['step', 'project'] as const)('a publish into the %s that is cancelled', (destination) => {
  test.each(['collecting', 'checking', 'reserving', 'rendering', 'verifying'] as const)(
    'while it is %s leaves nothing, and gives its number back',
    async (phase) => {
      const project = await PROJECTS[destination]();
      const { publisher, before, phases, answer } = await cancelledIn(phase, project);
      const isEarly = phase === 'collecting' || phase === 'checking';
      expect(answer).toMatchObject(isEarly ? { code: 'cancelled' } : { phase: 'cancelled' });
      expect(phases.at(-1)).toBe('cancelled');
      // Sidecar, audit trail, what was delivered, hidden folders: all of it is what it was.
      expect(await contents(project.root)).toEqual(before);
      expect((await readdir(project.stepFolder)).filter((name) => name.startsWith('.'))).toEqual([]);
      expect(await readdir(project.published)).toEqual(['001_WIP']);
      expect(await onRecord(project)).toEqual({ sidecar: 1, audit: [['publish', 1]] });
      // Nothing of it stands in the way of the next one.
      expect(await publisher.plan(project.options())).toMatchObject({ version: 2, others: [] });
    },
  );

  test.each(['committing', 'recording', 'completed'] as const)(
    'while it is %s is told that it is too late, and is on record',
    async (phase) => {
      const project = await PROJECTS[destination]();
      const { phases, answer } = await cancelledIn(phase, project);
      expect(answer).toMatchObject({ code: 'wrong-state' });
      expect(phases.at(-1)).toBe('completed');
      expect((await readdir(project.published)).sort()).toEqual(['001_WIP', '002_WIP']);
      expect((await readdir(project.stepFolder)).filter((name) => name.startsWith('.'))).toEqual([]);
      const audit = [1, 2].map((number) => ['publish', number]);
      expect(await onRecord(project)).toEqual({ sidecar: 2, audit });
    },
  );
});
