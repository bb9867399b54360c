import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fileOperations } from '../../../../server/pipeline/files/file-operations.ts';
import { type JobStanding, type TempScene, TempScenes } from '../../../../server/pipeline/submit/temp-scenes.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** A core's temporary scenes over a share, with jobs whose standing the test says. */
const coreOn = async (share: string) => {
  const standing = new Map<string, JobStanding>();
  let now = new Date(2026, 10, 28, 1, 2, 3).getTime();
  const folder = await temporaryFolder();
  const scenes = () =>
    new TempScenes({
      ...{ folder, files: fileOperations, now: () => now },
      make: async ({ layer, output }) => Buffer.from(`${layer} → ${output}`),
      standingsOf: async () => standing,
      log: { info: () => {}, error: () => {} },
    });
  const service = scenes();
  const scene = path.join(share, 'SH010_v002.comp');
  return {
    service,
    standing,
    folder,
    /** Another core on the same state folder, which comes after the first. */
    next: scenes,
    async submit(job: string, layer = 'A'): Promise<string> {
      now += 1_000;
      const file = await service.placeOf(job, scene, layer);
      await service.submitting(job, [{ file, scene, layer, output: '/out/a.0000.exr' }], async () => {
        standing.set(job, 'live');
      });
      return file;
    },
  };
};

const uuid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;
const left = async (share: string): Promise<number> =>
  (await readdir(share, { recursive: true })).filter((name) => name.endsWith('.comp')).length;

test('a scene is named by its own, the moment and the job, in a folder of the layer', async () => {
  const share = await temporaryFolder();
  const core = await coreOn(share);
  const file = await core.submit(uuid('a'), 'Left/Eye');
  expect(path.relative(share, file)).toBe(
    path.join('.tmp', 'Left_Eye', 'render_SH010_v002_20261128_010204_aaaaaaaa.comp'),
  );
  expect(await readFile(file, 'utf8')).toBe('Left/Eye → /out/a.0000.exr');
});

test('a folder that cannot be written to leaves the scene in the state folder', async () => {
  const core = await coreOn(path.join(await temporaryFolder(), 'none'));
  const file = await core.service.placeOf(uuid('a'), '/no/such/folder/s.comp', 'A');
  expect(path.dirname(file)).toBe(path.join(core.folder, 'A'));
});

test('of jobs that have ended the newest five keep their scenes; those of live ones and of other cores stay', async () => {
  const share = await temporaryFolder();
  const [core, other] = [await coreOn(share), await coreOn(share)];
  const foreign = await other.submit(uuid('f'));
  const files: string[] = [];
  for (const digit of '01234567') files.push(await core.submit(uuid(digit)));
  for (const digit of '1234567') core.standing.set(uuid(digit), 'ended');
  await core.service.sweep();
  const inShare = await readdir(path.dirname(foreign));
  expect(inShare.sort()).toEqual(
    [foreign, ...files.filter((_, index) => index !== 1 && index !== 2)].map((it) => path.basename(it)).sort(),
  );
  await core.service.restoring(uuid('1'), async () => {
    expect(await readFile(files[1] ?? '', 'utf8')).toBe('A → /out/a.0000.exr');
    core.standing.set(uuid('1'), 'live');
  });
  await core.service.sweep();
  expect(await readdir(path.dirname(foreign))).toHaveLength(8);
});

test('scenes of jobs that are gone are removed at the next start, with folders that are empty then', async () => {
  const share = await temporaryFolder();
  const core = await coreOn(share);
  await core.submit(uuid('a'));
  await core.submit(uuid('b'), 'B');
  core.standing.delete(uuid('a'));
  await core.next().sweep();
  expect(await readdir(path.join(share, '.tmp'))).toEqual(['B']);
  core.standing.delete(uuid('b'));
  await core.next().sweep();
  expect(await readdir(share)).toEqual([]);
});

test('a job that is being submitted, or brought back, keeps its scenes whatever is swept meanwhile', async () => {
  const share = await temporaryFolder();
  const core = await coreOn(share);
  const scene: TempScene = {
    file: path.join(share, '.tmp', 'A', 'a.comp'),
    scene: path.join(share, 's.comp'),
    layer: 'A',
  };
  await core.service.submitting(uuid('a'), [scene], async () => {
    await core.service.sweep();
    expect(await left(share)).toBe(1);
    core.standing.set(uuid('a'), 'ended');
  });
  await rm(scene.file);
  await core.service.restoring(uuid('a'), async () => {
    core.standing.delete(uuid('a'));
    await core.service.sweep();
    expect(await left(share)).toBe(1);
  });
});

test('a job that cannot be submitted leaves no scene, and one of the same name is not replaced', async () => {
  const share = await temporaryFolder();
  const core = await coreOn(share);
  const file = path.join(share, '.tmp', 'A', 'a.comp');
  const scene: TempScene = { file, scene: path.join(share, 's.comp'), layer: 'A' };
  const fail = async (): Promise<never> => {
    throw new Error('The queue is full.');
  };
  await expect(core.service.submitting(uuid('a'), [scene], fail)).rejects.toThrow('full');
  expect(await readdir(share)).toEqual([]);
  await fileOperations.makeFolder(path.dirname(file));
  await writeFile(file, 'of somebody else');
  await expect(core.service.submitting(uuid('b'), [scene], fail)).rejects.toMatchObject({ code: 'file-changed' });
  expect(await readFile(file, 'utf8')).toBe('of somebody else');
});
