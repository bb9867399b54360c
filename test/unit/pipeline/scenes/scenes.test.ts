import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { at } from '../../../../scripts/lib/paths.mjs';
import { Scenes } from '../../../../server/pipeline/scenes/scenes.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

async function sample() {
  const root = path.join(await temporaryFolder(), 'show');
  await cp(at('test', 'fixtures', 'sample-project'), root, { recursive: true });
  const step = path.join(root, '05-SHOTS', 'DEMO_S_SH020', 'DEMO_S_SH020_COMP');
  return { root, step, comp: path.join(step, 'DEMO_S_SH020_COMP.comp') };
}

test('every comp of a project is told with what is wrong with it, and copies are not', async () => {
  const { root, step } = await sample();
  await mkdir(path.join(step, '_versions'));
  await writeFile(path.join(step, '_versions', 'DEMO_S_SH020_COMP_wip001.comp'), 'Composition {}');
  const scenes = await new Scenes().list(root);
  expect(scenes.map(({ comp }) => path.basename(comp))).toEqual([
    'DEMO_S_SH010_COMP.comp',
    'DEMO_S_SH010_ROTO.comp',
    'DEMO_S_SH020_COMP.comp',
    'DEMO_S_SH020_PRECOMP.comp',
  ]);
  const [first] = scenes;
  expect(first?.findings).toContainEqual(
    expect.objectContaining({ code: 'dangling-source', severity: 'error', line: expect.any(Number) }),
  );
  const lines = (await readFile(first?.comp ?? '', 'utf8')).split('\n');
  const { line = 0, message = '' } = first?.findings.find(({ code }) => code === 'dangling-source') ?? {};
  expect(message).toContain(/SourceOp = "(?<name>\w+)"/.exec(lines[line - 1] ?? '')?.groups?.name);
});

test('what a Loader reads is told with its versions', async () => {
  const { root, comp } = await sample();
  const plates = path.join(root, '05-SHOTS', 'DEMO_S_SH020', 'DEMO_S_SH020_PLATE', '_published');
  for (const version of ['001_OK', '002_OK']) {
    await mkdir(path.join(plates, version), { recursive: true });
    await writeFile(path.join(plates, version, 'plate.mov'), 'x');
  }
  const clip = 'Clip { ID = "Clip1", Filename = "Comp:/../DEMO_S_SH020_PLATE/_published/001_OK/plate.mov" }';
  const text = await readFile(comp, 'utf8');
  await writeFile(comp, text.replace('Tools = {', `Tools = {\nPlate = Loader { Clips = { ${clip} } },`));
  const scene = (await new Scenes().list(root)).find((it) => it.comp === comp);
  expect(scene?.loaders.find(({ tool }) => tool === 'Plate')).toMatchObject({
    ...{ media: 'movie', newer: 2, path: path.join(plates, '001_OK', 'plate.mov') },
    versions: [
      { number: 2, read: false },
      { number: 1, read: true },
    ],
  });
});

test('severities of the project hold', async () => {
  const { root } = await sample();
  const config = 'version: 1\nproject: { id: DEMO }\nchecks: { dangling-source: off }\n';
  await writeFile(path.join(root, 'compline.yaml'), config);
  const [first] = await new Scenes().list(root);
  expect(first?.findings.map(({ code }) => code)).not.toContain('dangling-source');
});

test('a comp that is none, or cannot be read, says so and stops nobody', async () => {
  const { root, step } = await sample();
  await writeFile(path.join(step, 'shader.comp'), '#version 450\nlayout(local_size_x = 8) in;\n');
  await writeFile(path.join(step, 'empty.comp'), '');
  await mkdir(path.join(step, 'folder.comp'));
  const secret = path.join(step, 'secret.comp');
  await writeFile(secret, 'Composition {}');
  await chmod(secret, 0);
  const scenes = await new Scenes().list(root);
  const byName = new Map(scenes.map((it) => [path.basename(it.comp), it]));
  expect(byName.get('shader.comp')?.unreadable).toMatch(/shader/);
  expect(byName.get('empty.comp')?.unreadable).toBe('The file is empty.');
  expect(byName.has('folder.comp')).toBe(false);
  expect(byName.get('DEMO_S_SH020_COMP.comp')?.unreadable).toBeUndefined();
  // Root reads everything.
  if (process.getuid?.() !== 0) expect(byName.get('secret.comp')?.unreadable).toMatch(/you may not read it/);
});
