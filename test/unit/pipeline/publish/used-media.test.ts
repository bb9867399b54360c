import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { versionsMadeOf } from '../../../../server/cli/loaders/users-of.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { auditFolder } from '../../../../server/pipeline/audit/audit-trail.ts';
import { usedMedia } from '../../../../server/pipeline/publish/used-media.ts';
import { compVersions } from '../../../../server/pipeline/versions/list-versions.ts';
import { Roots } from '../../../../server/project/roots.ts';
import { InstantQueue } from './instant-queue.ts';
import { contents, publishToEnd, testProject } from './test-project.ts';

const PLATE = {
  loader: 'Plate',
  path: '05-SHOTS/DEMO_S_SH020/DEMO_S_SH020_PLATE/_published/001_OK/DEMO_S_SH020_PLATE.1001.exr',
  ...{ step: 'DEMO_S_SH020_PLATE', number: 1, state: 'OK' },
};
const loader = (name: string, file: string) =>
  `${name} = Loader { Clips = { Clip { ID = "Clip1", Filename = "${file}" } } },\n`;

test('a publish says what the Loaders upstream of its Saver read, wherever its version is told', async () => {
  const project = await testProject();
  const comp = await readFile(project.comp, 'utf8');
  // One that feeds nothing.
  const beside = loader('Spare', 'Comp:/../DEMO_S_SH020_PLATE/_published/002_OK/other.mov');
  await writeFile(project.comp, comp.replace('Tools = {', `Tools = {\n${beside}`));
  const publisher = project.publisher(undefined, new InstantQueue());
  const ended = await publishToEnd(publisher, project.options());
  expect(ended.phase).toBe('completed');
  const uses = [{ ...PLATE, frames: { first: 1001, last: 1012 } }];
  const target = ended.target ?? '';
  expect(JSON.parse(await readFile(path.join(target, 'manifest.json'), 'utf8')).uses).toEqual(uses);
  expect(await publisher.versions(project.root, project.comp)).toMatchObject([{ uses }]);
  expect(await compVersions(project.comp)).toMatchObject([{ uses }]);
  const [trail = ''] = Object.values(await contents(auditFolder(project.root)));
  expect(JSON.parse(trail)).toMatchObject({ event: 'publish', uses });
  const isPlate = (file: string) => file === path.join(project.root, PLATE.path);
  expect(await versionsMadeOf([project.comp, project.root], isPlate)).toEqual([
    { folder: target, step: 'DEMO_S_SH020_COMP', number: 1, state: 'WIP', loader: 'Plate' },
  ]);
});

test('a Loader that is off was not read', async () => {
  const project = await testProject();
  const comp = await readFile(project.comp, 'utf8');
  await writeFile(project.comp, comp.replace('Plate = Loader {', 'Plate = Loader { PassThrough = true,'));
  await appendFile(path.join(project.root, 'compline.yaml'), 'checks: { publish-passed-through: off }\n');
  const ended = await publishToEnd(project.publisher(undefined, new InstantQueue()), project.options());
  const manifest = JSON.parse(await readFile(path.join(ended.target ?? '', 'manifest.json'), 'utf8'));
  expect(manifest.uses).toEqual([]);
});

test.each([
  [
    '/show/05-SHOTS/A/_published/002/a.1001.exr',
    { path: '05-SHOTS/A/_published/002/a.1001.exr', step: 'A', number: 2, state: '' },
  ],
  ['/library/fire/f.mov', { path: 'fire/f.mov', root: 'library' }],
  [
    '/library/X/_published/003_OK/f.mov',
    { path: 'X/_published/003_OK/f.mov', root: 'library', step: 'X', number: 3, state: 'OK' },
  ],
  ['/elsewhere/_published/notes/f.mov', { path: '/elsewhere/_published/notes/f.mov' }],
  ['/show2/a.mov', { path: '/show2/a.mov' }],
  ['/show/..a/a.mov', { path: '..a/a.mov' }],
])('%s is named so that it means the same on every machine', (file, expected) => {
  const tool = parseComp('Composition { Tools = { A = Loader { } } }').tools[0];
  if (tool === undefined) throw new Error('There is no Loader.');
  const clip = { loader: tool, range: tool.nameRange, path: file, wanted: undefined, isSure: true, mayMiss: false };
  const roots = new Roots({ library: { linux: '/library' } }, 'linux');
  expect(usedMedia([clip], { root: '/show', roots })).toEqual([{ loader: 'A', ...expected }]);
});
