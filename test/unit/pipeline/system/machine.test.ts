import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Machine } from '../../../../server/pipeline/system/machine.ts';
import { readCores } from '../../../../server/pipeline/system/read-cores.ts';
import { SystemSettings } from '../../../../server/pipeline/system/system-settings.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const twoGpus = async () => ({
  gpus: [
    { id: 0, name: 'A' },
    { id: 1, name: 'B' },
  ],
});

const machineIn = (folder: string, parts: Partial<ConstructorParameters<typeof Machine>[0]> = {}) =>
  new Machine({ settings: new SystemSettings(folder), findGpus: twoGpus, environment: {}, threads: 16, ...parts });

test('what is set is kept, and holds at once', async () => {
  const folder = await temporaryFolder();
  const machine = machineIn(folder);
  expect(await machine.share()).toMatchObject({ threads: 14, gpus: [1], hasGpus: true });
  await machine.reserve({ threads: 4, gpus: [1] });
  expect(await machine.share()).toMatchObject({ threads: 12, gpus: [0] });
  expect((await machine.info()).reservation).toEqual({ threads: 4, gpus: [1] });
  expect(JSON.parse(readFileSync(path.join(folder, 'system.json'), 'utf8'))).toEqual({
    version: 1,
    reserve: { threads: 4, gpus: [1] },
  });
  expect((await machineIn(folder).share()).slots).toBe(3);
  expect((await machineIn(folder, { calls: 7 }).share()).slots).toBe(7);
});

test('a GPU that is not there cannot be kept', async () => {
  const machine = machineIn(await temporaryFolder());
  await expect(machine.reserve({ gpus: [2] })).rejects.toMatchObject({
    code: 'invalid-parameters',
    message: 'There is no GPU 2. The driver shows: 0, 1.',
  });
});

test('settings that cannot be understood set nothing', async () => {
  const folder = await temporaryFolder();
  writeFileSync(path.join(folder, 'system.json'), '{ "version": 9');
  expect(await machineIn(folder).share()).toMatchObject({ threads: 14 });
});

test('a core that was given some GPUs gives no others', async () => {
  const machine = machineIn(await temporaryFolder(), { environment: { CUDA_VISIBLE_DEVICES: '0' } });
  expect((await machine.share()).gpus).toEqual([]);
  await machine.reserve({ gpus: [] });
  expect((await machine.share()).gpus).toEqual([0]);
});

test('the driver is asked once, and again for what is shown', async () => {
  let asked = 0;
  const findGpus = async () => {
    asked += 1;
    return { gpus: [] as const, reason: 'none' };
  };
  const machine = machineIn(await temporaryFolder(), { findGpus, calls: 2 });
  await machine.share();
  await machine.share();
  expect(asked).toBe(1);
  const info = await machine.info();
  expect(asked).toBe(2);
  expect(info).toMatchObject({
    gpus: [],
    noGpus: 'none',
    renders: { calls: 2, threads: 14, threadsEach: 7, gpus: [] },
  });
  expect(info.memory.total).toBeGreaterThan(0);
});

test.each([
  ['two packages of two cores, two threads each', [0, 0, 0, 0, 1, 1, 1, 1], [0, 1, 0, 1, 0, 1, 0, 1], 4],
  ['nothing of cores', [], [], undefined],
])('cores: %s', (_, packages, cores, count) => {
  const text = packages.map(
    (id, index) => `processor\t: ${index}\nphysical id\t: ${id}\ncore id\t\t: ${cores[index]}\n`,
  );
  expect(readCores(`${text.join('\n')}\nflags: a\n`)).toBe(count);
});

test('a driver that does not answer any more holds up who asks for what is new, and nobody else', async () => {
  let asked = 0;
  const findGpus = () => {
    asked += 1;
    return asked === 1 ? twoGpus() : new Promise<never>(() => {});
  };
  const machine = machineIn(await temporaryFolder(), { findGpus });
  expect((await machine.share()).gpus).toEqual([1]);
  void machine.info();
  expect((await machine.share()).gpus).toEqual([1]);
  expect(asked).toBe(2);
});
