import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { auditFolder } from '../../../../server/pipeline/audit/audit-trail.ts';
import type { PublishKind } from '../../../../server/protocol/publishes.ts';
import { fuzzRuns } from '../../../fuzz.ts';
import { crashingFiles } from './crash-files.ts';
import { exportProject, framesOf, visible } from './export-project.ts';
import { InstantQueue } from './instant-queue.ts';
import { contents, projectIn, publishToEnd, type TestProject, testProject } from './test-project.ts';

const FRAMES = 2;

const inOneChunk = (config: string) => config.replace('chunkSize: 5', 'chunkSize: 12');

/** With `COMPLINE_FUZZ` every operation is the last one in both ways, else two of three in one of the two. */
const ALL = fuzzRuns(1) > 1;
const STEP = ALL ? 1 : 3;
const firstOf = (when: 'before' | 'after'): number => (ALL || when === 'before' ? 1 : 2);

/** A test project with few frames: what is done does not depend on how many there are. */
async function smallProject(): Promise<TestProject> {
  const project = await testProject(inOneChunk);
  const comp = await readFile(project.comp, 'utf8');
  const range = `RenderRange = { 1001, ${1000 + FRAMES} }`;
  await writeFile(project.comp, comp.replace(/RenderRange = \{[^}]*\}/, range));
  return project;
}

/** A version that is there is whole, and the audit trail tells of it once; hidden names are gone. */
async function expectWholeOrNone(project: TestProject, frames = FRAMES): Promise<'whole' | 'none'> {
  const names = await readdir(project.published).catch(() => []);
  expect(names.filter((name) => name.startsWith('.'))).toEqual([]);
  const state = await readdir(project.stepFolder);
  const kept = state.filter((name) => name.startsWith('.'));
  if (names.length === 0) return 'none';
  expect(names).toEqual(['001_WIP']);
  expect(kept).toEqual([]);
  const version = path.join(project.published, '001_WIP');
  const files = (await readdir(version)).sort();
  expect(files).toHaveLength(frames + 3);
  const manifest = JSON.parse(await readFile(path.join(version, 'manifest.json'), 'utf8'));
  for (const { name } of manifest.files) expect(files).toContain(name);
  const trails = await contents(auditFolder(project.root));
  const lines = Object.values(trails).join('').trim().split('\n');
  expect(lines.filter((line) => line.includes(manifest.publish))).toHaveLength(1);
  return 'whole';
}

/** The operations of a publish that nothing disturbs. */
async function undisturbed(kind: PublishKind): Promise<number> {
  const project = await smallProject();
  const queue = new InstantQueue();
  const { files, calls } = crashingFiles(Number.POSITIVE_INFINITY, 'before');
  if (kind === 'preview') await publishToEnd(project.publisher(undefined, queue), project.options({ kind }));
  await publishToEnd(project.publisher(files, queue), project.options({ kind }));
  return calls.length;
}

describe('a process that dies at any change of a file', { timeout: 120_000 }, () => {
  test.each(['before', 'after'] as const)(
    'of a publish, %s it is done, leaves a whole version or none',
    async (when) => {
      const total = await undisturbed('publish');
      expect(total).toBeGreaterThan(20);
      const ends: string[] = [];
      for (let at = firstOf(when); at <= total; at += STEP) {
        const project = await smallProject();
        const queue = new InstantQueue();
        const { files, crashed, seenFromHere } = crashingFiles(at, when);
        const dying = project.publisher(files, seenFromHere(queue));
        const started = dying.start(project.options()).catch(() => undefined);
        await crashed;
        await started;
        await dying.settled();

        const next = project.publisher(undefined, queue);
        await next.recover();
        await next.settled();
        const end = await expectWholeOrNone(project);
        ends.push(end);
        for (const { phase } of await next.list()) expect(phase).toBe(end === 'whole' ? 'completed' : 'failed');
        // The next publish goes its way.
        if (end === 'none')
          expect(await publishToEnd(next, project.options())).toMatchObject({ phase: 'completed', version: 1 });
      }
      // What was submitted is finished and not thrown away.
      expect(ends.lastIndexOf('none')).toBeLessThan(ends.indexOf('whole'));
      expect(ends.filter((end) => end === 'whole').length).toBeGreaterThan(5 / STEP);
    },
  );

  test.each(['before', 'after'] as const)(
    'of a preview, %s it is done, leaves the old one or the new one',
    async (when) => {
      const total = await undisturbed('preview');
      const seen = new Set<string>();
      for (let at = firstOf(when); at <= total; at += STEP) {
        const project = await smallProject();
        const queue = new InstantQueue();
        await publishToEnd(project.publisher(undefined, queue), project.options({ kind: 'preview' }));
        const folder = path.join(project.preview, 'DEMO_S_SH020_COMP');
        await writeFile(path.join(folder, 'old.txt'), 'old');
        const before = await contents(folder);

        const { files, crashed, seenFromHere } = crashingFiles(at, when);
        const dying = project.publisher(files, seenFromHere(queue));
        const started = dying.start(project.options({ kind: 'preview' })).catch(() => undefined);
        await crashed;
        await started;
        await dying.settled();
        const next = project.publisher(undefined, queue);
        await next.recover();
        await next.settled();

        const after = await contents(folder);
        const isOld = 'old.txt' in after;
        seen.add(isOld ? 'old' : 'new');
        if (isOld) expect(after).toEqual(before);
        else expect(Object.keys(after)).toHaveLength(FRAMES + 1);
        expect((await readdir(project.stepFolder)).filter((name) => name.startsWith('.'))).toEqual([]);
      }
      expect(seen).toEqual(new Set(['old', 'new']));
    },
  );

  test.each(['before', 'after'] as const)(
    'of an export, %s it is done, leaves the old delivery or the new one',
    async (when) => {
      const ends: string[] = [];
      for (let at = firstOf(when), isOver = false; !isOver; at += STEP) {
        const project = await exportProject();
        const folder = path.join(project.exports, 'DEMO_S_SH020_COMP');
        await mkdir(folder, { recursive: true });
        // One that the new delivery replaces, and one that it has not.
        const old = [...framesOf(1003, 1003), ...framesOf(1009, 1009)];
        for (const frame of old) await writeFile(path.join(project.exports, frame), 'old');
        const queue = new InstantQueue();
        const { files, calls, crashed, seenFromHere } = crashingFiles(at, when);
        const dying = project.publisher(files, seenFromHere(queue));
        const started = dying.start(project.options()).catch(() => undefined);
        await Promise.race([crashed, started.then(() => dying.settled())]);
        await started;
        await dying.settled();
        isOver = calls.length < at;
        const next = project.publisher(undefined, queue);
        await next.recover();
        await next.settled();

        const versions = await readdir(project.published).catch(() => []);
        const after = await visible(project.exports);
        const isNew = versions.length > 0;
        ends.push(isNew ? 'new' : 'old');
        const fresh = ['DEMO_S_SH020_COMP.manifest.json', ...framesOf(1001, 1003)];
        expect(after).toEqual(isNew ? fresh : old);
        expect(await readFile(path.join(project.exports, old[0] ?? ''), 'utf8')).toEqual(
          isNew ? expect.not.stringMatching(/^old$/) : 'old',
        );
        expect(versions).toEqual(isNew ? ['001_WIP'] : []);
        expect(Object.keys(await contents(auditFolder(project.root)))).toHaveLength(isNew ? 1 : 0);
        const sidecar = Object.keys(await contents(project.stepFolder)).filter((it) => it === '_ramses_data.json');
        expect(sidecar).toHaveLength(isNew ? 1 : 0);
        expect((await readdir(project.stepFolder)).filter((name) => name.startsWith('.'))).toEqual([]);
        const hidden = (await readdir(project.exports)).filter((name) => name.startsWith('.'));
        expect(hidden).toEqual(isNew ? ['.compline-delivered'] : []);
        for (const { phase } of await next.list()) expect(phase).toBe(isNew ? 'completed' : 'failed');
        if (isNew) expect(await next.restoreDelivery(project.comp)).toMatchObject({ files: 2 });
        if (isNew) expect(await visible(project.exports)).toEqual(old);
      }
      expect(ends.lastIndexOf('old')).toBeLessThan(ends.indexOf('new'));
      expect(ends.filter((end) => end === 'old').length).toBeGreaterThan(5 / STEP);
    },
  );
});

test('a process that is killed at any change of a file leaves a whole version or none', {
  timeout: 120_000,
}, async () => {
  const total = await undisturbed('publish');
  const ends = new Set<string>();
  const run = async (at: number): Promise<void> => {
    const folder = await mkdtemp(path.join(tmpdir(), 'compline-killed-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'publish-and-die.ts'), folder, String(at)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [, signal] = await once(child, 'close');
    expect(signal).toBe('SIGKILL');
    const project = await projectIn(folder, inOneChunk);
    const next = project.publisher();
    await next.recover();
    await next.settled();
    ends.add(await expectWholeOrNone(project, 12));
  };
  // Some of them, from the last one on; with COMPLINE_FUZZ all. Every system call is tried by the long tests.
  const step = ALL ? 2 : 14;
  for (let at = total; at >= 1; at -= step) await Promise.all([at, at - 1].filter((it) => it >= 1).map(run));
  expect(ends).toEqual(new Set(['none', 'whole']));
});
