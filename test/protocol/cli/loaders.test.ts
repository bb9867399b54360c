import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Studio } from './studio.ts';

let studio: Studio;
beforeAll(async () => {
  studio = await Studio.open();
  const plates = path.join(studio.project, '05-SHOTS', 'DEMO_S_SH020', 'DEMO_S_SH020_PLATE', '_published');
  for (const version of ['001_OK', '003_OK']) {
    await mkdir(path.join(plates, version), { recursive: true });
    await writeFile(path.join(plates, version, 'plate.mov'), 'x');
  }
  const comp = studio.comp('SH020');
  const clip = 'Clip { ID = "Clip1", Filename = "Comp:/../DEMO_S_SH020_PLATE/_published/001_OK/plate.mov" }';
  const text = (await readFile(comp, 'utf8')).replace(
    'Tools = {',
    `Tools = {\nPlate = Loader { Clips = { ${clip} } },`,
  );
  await writeFile(comp, text);
  await mkdir(path.join(studio.step('SH020'), '_versions'));
  await writeFile(path.join(studio.step('SH020'), '_versions', 'DEMO_S_SH020_COMP_wip001.comp'), text);
});
afterAll(() => studio[Symbol.asyncDispose]());

it('tells of a whole project which Loaders are behind, and not of what is kept', async () => {
  const { code, out } = await studio.run('loaders', studio.project, '--outdated');
  expect(code).toBe(1);
  expect(out).toMatch(/DEMO_S_SH020_COMP\.comp\n {2}Plate {2}v001, v003 is published {2}Comp:/);
  expect(out.match(/\.comp\n/g)).toHaveLength(1);
});

it('tells programs all versions', async () => {
  const { comps } = await studio.json<{ comps: { loaders: { tool: string; newer: number; versions: unknown }[] }[] }>(
    ...['loaders', studio.comp('SH020')],
  );
  expect(comps[0]?.loaders.find(({ tool }) => tool === 'Plate')).toMatchObject({
    newer: 3,
    media: 'movie',
    versions: [
      { number: 3, state: 'OK', read: false },
      { number: 1, state: 'OK', read: true },
    ],
  });
});

it('tells which comps read a version, a sequence or a file', async () => {
  const version = path.join(studio.step('SH020'), '..', 'DEMO_S_SH020_PLATE', '_published', '001_OK');
  const loader = { comp: studio.comp('SH020'), tool: 'Plate', enabled: true };
  const { users } = await studio.json<{ users: { comps: { comp: string }[] } }>(
    'loaders',
    '--users',
    version,
    studio.project,
  );
  expect(users.comps.filter(({ comp }) => comp === loader.comp)).toEqual([
    { ...loader, file: 'Comp:/../DEMO_S_SH020_PLATE/_published/001_OK/plate.mov' },
    { ...loader, file: 'Comp:/../DEMO_S_SH020_PLATE/_published/001_OK/DEMO_S_SH020_PLATE.1001.exr' },
  ]);
  const frame = path.join(version, 'DEMO_S_SH020_PLATE.1007.exr');
  expect((await studio.run('loaders', studio.project, '--users', frame)).out.match(/SH020_COMP\.comp/g)).toHaveLength(
    1,
  );
  const none = await studio.run('loaders', studio.project, '--users', path.join(version, 'other.mov'));
  expect(none).toMatchObject({ code: 0, out: 'Nothing reads it.\n' });
});

it('is content with a comp of which all is current', async () => {
  const comp = studio.comp('SH020');
  await writeFile(comp, (await readFile(comp, 'utf8')).replaceAll('001_OK', '003_OK'));
  expect(await studio.run('loaders', comp, '--outdated')).toMatchObject({ code: 0, out: '' });
  expect((await studio.run('loaders', comp)).out).toMatch(/Plate .*v003, newest/);
  expect(await studio.run('loaders', 'nowhere')).toMatchObject({ code: 2 });
});
