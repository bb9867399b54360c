import { expect, test } from 'vitest';
import { FarmRig } from './support/farm-rig.ts';

test('a dry run asks the farm for one order of each layer', async () => {
  await using rig = new FarmRig();
  rig.farm.capabilities = { ...rig.farm.capabilities, mostTasks: 2 };
  await rig.boot();
  const spec = rig.spec(7);
  const [layer] = spec.layers;
  if (layer === undefined) throw new Error('no layer');
  expect(await rig.remote().check({ ...spec, layers: [layer, { ...layer, name: 'B' }] })).toEqual([]);
  expect(rig.farm.asked).toEqual(['check OUT', 'check B']);
  expect(rig.farm.jobs).toEqual([]);
});

test('what no farm watches is told', async () => {
  await using rig = new FarmRig();
  await rig.boot();
  expect(await rig.remote().check(rig.spec(1, { stallTimeout: 5 }))).toEqual([
    'What a chunk may take to its first line, and from frame to frame, is not watched on a farm.',
  ]);
});

test('chunks that would be hundreds of jobs there are refused, and chunks that have no frames', async () => {
  await using rig = new FarmRig();
  rig.farm.capabilities = { ...rig.farm.capabilities, calls: 'template', chunks: 'regular' };
  await rig.boot();
  const spec = rig.spec(501);
  const layers = spec.layers.map((layer) => ({
    ...layer,
    tasks: layer.tasks.map((task, at) => ({ ...task, command: { ...task.command, args: [`part ${at * 7}`] } })),
  }));
  await expect(rig.remote().check({ ...spec, layers })).rejects.toMatchObject({
    code: 'invalid-parameters',
    message: expect.stringContaining('would get 501 jobs of this'),
  });
  await expect(rig.remote().check(rig.spec(0))).rejects.toMatchObject({ code: 'invalid-parameters' });
});

test('a path that the farm has no name for is refused before anything is submitted', async () => {
  await using rig = new FarmRig();
  await rig.boot();
  const abroad = rig.remote('fake', {
    farm: { name: 'fake', type: 'slurm', platform: 'windows', verify: true, unencrypted: false },
  });
  await expect(abroad.check(rig.spec(1))).rejects.toMatchObject({
    code: 'invalid-parameters',
    message: expect.stringContaining('on Windows, which the farm runs'),
  });
  const rooted = rig.remote('fake', {
    ...abroad.handing,
    roots: { show: { linux: '/', windows: 'P:\\' } },
  });
  expect(await rooted.check(rig.spec(1))).toEqual([]);
});

test('jobs of a farm are called as the farm calls them, with their pages where the configuration says', async () => {
  await using rig = new FarmRig();
  await rig.boot();
  await rig.submit('a', 2);
  await rig.until('it is there', () => rig.farm.jobs.length === 1);
  await rig.until('its id is known', async () => (await rig.remote().farmJobs('a')).length === 1);
  expect(await rig.remote().farmJobs('a')).toEqual([{ id: '100', layer: 'OUT', tasks: 2 }]);
  const farm = { name: 'fake', type: 'slurm', web: 'https://f/{job}?x', verify: true, unencrypted: false } as const;
  expect((await rig.remote('fake', { farm }).farmJobs('a'))[0]?.page).toBe('https://f/100?x');
});
