import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import type { CoreConnection } from '../../../server/link/core-connection.ts';
import type { Publish } from '../../../server/protocol/publishes.ts';
import type { PublishOptions } from '../../../server/protocol/requests.ts';
import { eventually } from '../../unit/eventually.ts';
import { projectIn, type TestProject } from '../../unit/pipeline/publish/project-in.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { connect, stateFolder } from './core-rig.ts';

/** The test's renderer begins with the next one when this file is in the project's root. */
const GO = 'go';

/**
 * Has two cores, each with a state folder of its own, publish one comp at the same time, in so many rounds: each gets a
 * number of its own and makes one version, and at least the later one is told of the other. In every second round both
 * want the same number: one gets it, and the other hears who has it.
 */
export async function raceCores(rounds: number): Promise<void> {
  const project = await waitingProject();
  const cores = await Promise.all([racingCore(project), racingCore(project)]);
  const published = new Map<number, string>();
  for (let round = 0; round < rounds; round += 1) {
    await rm(path.join(project.root, GO), { force: true });
    const next = Math.max(0, ...published.keys()) + 1;
    const isWanted = round % 2 === 1;
    const options = { ...project.options({ comment: `round ${round}` }), ...(isWanted && { version: next }) };
    const started = await Promise.allSettled(cores.map((core) => begin(core, options)));
    const begun = started.flatMap((it, at) =>
      it.status === 'fulfilled' ? [{ core: cores[at] as CoreConnection, publish: it.value }] : [],
    );
    const numbers = begun.map(({ publish }) => publish.version);
    expect([...numbers].sort()).toEqual(isWanted ? [next] : [next, next + 1].sort());
    const told = begun.flatMap(({ publish }) => publish.others?.map((it) => ({ ...it, to: publish.version })) ?? []);
    if (!isWanted) expect(told.length).toBeGreaterThan(0);
    for (const { version, user, machine, to } of told) {
      expect([next, next + 1]).toContain(version);
      expect(version).not.toBe(to);
      expect([user, machine]).not.toContain('');
    }
    for (const it of started) {
      if (it.status === 'fulfilled') continue;
      expect(it.reason).toMatchObject({
        code: 'version-taken',
        details: { holder: { version: next, user: expect.any(String), machine: expect.any(String) } },
      });
    }
    await writeFile(path.join(project.root, GO), '');
    for (const { core, publish } of begun) {
      const ended = await eventually(async () => {
        const now = (await core.request('publish/get', { publish: publish.id })).publish;
        return ['completed', 'failed', 'cancelled'].includes(now.phase) ? now : undefined;
      }, `the end of version ${publish.version}`);
      expect(ended).toMatchObject({ phase: 'completed', version: publish.version });
      expect(ended.error).toBeUndefined();
      published.set(publish.version ?? 0, publish.id);
    }
    await expectVersions(project, published);
  }
}

/** One version for each publish, and nothing beside them. */
async function expectVersions(project: TestProject, published: ReadonlyMap<number, string>): Promise<void> {
  // As text, 1000 would stand before 101.
  const names = (await readdir(project.published)).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  expect(names.map((name) => Number.parseInt(name, 10))).toEqual([...published.keys()].sort((a, b) => a - b));
  for (const name of names.slice(-2)) {
    const manifest = JSON.parse(await readFile(path.join(project.published, name, 'manifest.json'), 'utf8'));
    expect(manifest.publish).toBe(published.get(Number.parseInt(name, 10)));
  }
  expect((await readdir(project.stepFolder)).filter((name) => name.startsWith('.'))).toEqual([]);
  const sidecar = JSON.parse(await readFile(path.join(project.stepFolder, '_ramses_data.json'), 'utf8'));
  expect([...published.keys()].slice(-2)).toContain(sidecar[path.basename(project.comp)].version);
}

async function begin(core: CoreConnection, options: PublishOptions): Promise<Publish> {
  return (await core.request('publish/start', options)).publish;
}

/** A core that may run the project's renderer. */
async function racingCore({ root }: TestProject): Promise<CoreConnection> {
  const core = await connect(await stateFolder());
  const { project } = await core.request('project/status', { path: root });
  await core.request('project/trust', { root, hash: project.trustHash });
  return core;
}

/** A project whose comp has two frames, and whose renderer waits until both publishes have begun. */
async function waitingProject(): Promise<TestProject> {
  const project = await projectIn(await temporaryFolder(), (config) =>
    config.replace("const fs = require('node:fs');", waiting).replace('chunkSize: 5', 'chunkSize: 50'),
  );
  const comp = await readFile(project.comp, 'utf8');
  await writeFile(project.comp, comp.replace(/RenderRange = \{[^}]*\}/, 'RenderRange = { 1001, 1002 }'));
  return project;
}

const waiting =
  `const fs = require('node:fs'); while (!fs.existsSync('${GO}')) ` +
  'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);';
