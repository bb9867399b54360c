import { expect, test } from 'vitest';
import { parseConfig } from '../../../server/formats/config/parse-config.ts';
import type { CompPlace } from '../../../server/project/comp-place.ts';
import type { FolderItem } from '../../../server/project/folder-items.ts';
import { compsIn, specUsers, stepsOfSpec } from '../../../server/project/spec-users.ts';

function configOf(steps: string): NonNullable<CompPlace['project']>['config'] {
  return parseConfig(`version: 1\nproject: { id: DEMO }\nsteps: ${steps}\n`).config;
}

test.each<[root: string, written: string, file: string, steps: readonly string[]]>([
  ['/show', 'pipeline/a.yaml', '/show/pipeline/a.yaml', ['COMP']],
  ['/show', './pipeline/../a.yaml', '/show/a.yaml', ['COMP']],
  ['/show', 'A.yaml', '/show/a.yaml', []],
  ['/show', 'b.yaml', '/show/a.yaml', []],
  ['P:\\show', 'pipeline/A.yaml', 'p:\\show\\pipeline\\a.yaml', ['COMP']],
])('in %s the spec %s is %s: %j', (root, written, file, steps) => {
  const config = configOf(`{ COMP: { renderSpec: '${written}' }, PLATE: {} }`);
  expect(stepsOfSpec({ file, project: { root, config, step: undefined, renderSpec: undefined } })).toEqual(steps);
});

/** A place whose folders are read by `itemsIn`, with what was read in `read`. */
function placeOf(items: (folder: string) => readonly string[], read: string[] = []): CompPlace {
  const config = configOf('{ COMP: { renderSpec: a.yaml } }');
  return {
    file: '/show/a.yaml',
    project: { root: '/show', config, step: undefined, renderSpec: undefined },
    resolve: () => undefined,
    mediaAt: async (path) => ({ path, kind: 'missing', frames: [] }),
    bytesAt: async () => undefined,
    newestVersion: async () => undefined,
    itemsIn: async (folder) => {
      read.push(folder);
      return items(folder).map(
        (name): FolderItem => ({
          name,
          kind: name.includes('.') ? 'file' : 'folder',
          frames: undefined,
          files: 1,
        }),
      );
    },
  };
}

test('folders of the steps are found, and what is inside of them is not looked into', async () => {
  const read: string[] = [];
  const tree: Readonly<Record<string, readonly string[]>> = {
    '/show': ['05-SHOTS', '_trash', '.git', 'a.yaml'],
    '/show/05-SHOTS': ['DEMO_S_SH010', 'DEMO_S_SH020'],
    '/show/05-SHOTS/DEMO_S_SH010': ['DEMO_S_SH010_COMP', 'DEMO_S_SH010_PLATE'],
    '/show/05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP': ['a.comp', 'b.COMP', 'c.txt', '_versions'],
  };
  const place = placeOf((folder) => tree[folder] ?? [], read);
  const users = await specUsers(place, 10);
  expect(users).toMatchObject({
    steps: ['COMP'],
    folders: [{ name: 'DEMO_S_SH010_COMP', item: 'SH010' }],
    isCut: false,
  });
  expect(read).not.toContain('/show/_trash');
  expect(read).not.toContain('/show/05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP');
  const found = await compsIn(users?.folders ?? [], async (folder) => (await place.itemsIn?.(folder)) ?? []);
  expect(found.comps.map((file) => file.split('/').at(-1))).toEqual(['a.comp', 'b.COMP']);
});

test('a show without end is looked into in part', async () => {
  const read: string[] = [];
  const endless = placeOf(() => Array.from({ length: 50 }, (_, at) => `folder${at}`), read);
  expect(await specUsers(endless, 10)).toMatchObject({ folders: [], isCut: true });
  expect(read.length).toBeLessThan(6_000);
  const shots = placeOf(() => Array.from({ length: 50 }, (_, at) => `DEMO_S_SH${at}_COMP`));
  expect(await specUsers(shots, 10)).toMatchObject({ folders: { length: 10 }, isCut: true });
});
