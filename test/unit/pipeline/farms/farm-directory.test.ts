import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FarmDesk } from '../../../../server/pipeline/farms/farm-desk.ts';
import { FarmDirectory } from '../../../../server/pipeline/farms/farm-directory.ts';
import { FarmSecrets } from '../../../../server/pipeline/farms/farm-secrets.ts';
import { QueueRig } from '../queue/queue-rig.ts';
import { FakeFarm } from './support/fake-farm.ts';

async function rigOf({ trusted = true } = {}) {
  const root = await mkdtemp(path.join(tmpdir(), 'compline-farms-'));
  const configuration = path.join(root, 'compline.yaml');
  await writeFile(
    configuration,
    'version: 1\nproject: { id: DEMO }\nfarm: big\nfarms:\n  big: { type: slurm, web: "https://farm.studio/jobs/{job}" }\n  cue: { type: opencue }\n',
  );
  const queue = await new QueueRig().boot();
  const farm = new FakeFarm();
  const secrets = new FarmSecrets({ COMPLINE_FARM_CUE: 'env' });
  const kindOf = () => ({ ...farm.kind, home: () => 'http://home' });
  const desk = new FarmDesk({
    ...{ jobs: queue.elsewhere, kindOf, secrets, environment: {}, now: () => 7 },
    log: { info: () => {}, error: () => {} },
  });
  const trust = { isTrusted: async () => trusted };
  const directory = new FarmDirectory({ desk, secrets, trust, kindOf, localJobs: async () => 3 });
  return { root, configuration, farm, directory };
}

test('the farms of a project, this machine first, with where credentials come from and what they lack', async () => {
  const { root, directory } = await rigOf();
  const farms = await directory.list(path.join(root, 'somewhere', 'a.comp'));
  expect(farms).toMatchObject([
    { name: 'local', isDefault: false, answers: 'yes', jobs: 3 },
    { name: 'big', type: 'slurm', isDefault: true, answers: 'unknown', credential: 'not-needed', faults: [] },
    { name: 'cue', isDefault: false, credential: 'environment', faults: ['A farm of OpenCue needs "url" and "show".'] },
  ]);
  expect(farms.map(({ web }) => web)).toEqual([undefined, 'https://farm.studio', 'http://home']);
});

test('a farm that is asked says what there is; one that does not answer says why', async () => {
  const { root, farm, directory } = await rigOf();
  expect(await directory.ask(root, 'big')).toMatchObject({
    farm: { answers: 'yes', askedAt: 7 },
    offers: { pools: ['all'] },
  });
  farm.passage = () => 'lost';
  const { farm: status, offers } = await directory.ask(root, 'big');
  expect([status.answers, status.message, offers]).toEqual(['no', expect.stringContaining('not reached'), undefined]);
  expect((await directory.list(root))[1]?.answers).toBe('no');
  await expect(directory.ask(root, 'moon')).rejects.toMatchObject({ code: 'not-found' });
});

test('no farm of a project that is not trusted is asked', async () => {
  const { root, farm, directory } = await rigOf({ trusted: false });
  await expect(directory.ask(root, 'big')).rejects.toMatchObject({ code: 'project-not-trusted' });
  expect(farm.asked).toEqual([]);
});

test('a credential holds for the address that it was set for', async () => {
  const { root, configuration, directory } = await rigOf();
  expect(await directory.setSecret(root, 'cue', 'mine')).toMatchObject({ credential: 'set' });
  await writeFile(
    configuration,
    'version: 1\nproject: { id: DEMO }\nfarms:\n  cue: { type: opencue, url: "https://evil.example" }\n',
  );
  expect((await directory.list(root))[1]).toMatchObject({ credential: 'environment' });
  expect(await directory.setSecret(root, 'cue', undefined)).toMatchObject({ credential: 'environment' });
});
