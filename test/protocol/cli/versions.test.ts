import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Comparison, CompVersion } from '../../../server/protocol/versions.ts';
import { Studio } from './studio.ts';

let studio: Studio;
let comp: string;
beforeAll(async () => {
  studio = await Studio.open();
  comp = studio.comp('SH020');
});
afterAll(() => studio[Symbol.asyncDispose]());

const NAME = 'DEMO_S_SH020_COMP';
const kept = (name: string) => path.join(studio.step('SH020'), '_versions', name);
const edit = async (change: (text: string) => string) => writeFile(comp, change(await readFile(comp, 'utf8')));
const list = async () => (await studio.json<{ versions: CompVersion[] }>('versions', 'list', comp)).versions;

it('says that nothing is kept, and what there is to compare with', async () => {
  expect(await studio.run('versions', 'list', comp)).toMatchObject({
    code: 0,
    out: 'Nothing is kept of this comp yet.\n',
  });
  expect(await studio.run('versions', 'compare', comp)).toMatchObject({ code: 2 });
  expect(await studio.run('versions', 'restore', comp, '7')).toMatchObject({ code: 2 });
});

it('lists what is saved and what is published', async () => {
  await studio.run('save-version', comp, '--comment', 'before the grain');
  await studio.run('trust');
  await edit((text) => text.replace('Tools = {', 'Tools = {\n\t\tGrain = FilmGrain { },'));
  const published = await studio.run('publish', comp, '--no-core', '--comment', 'for the review');
  expect(published).toMatchObject({ code: 0 });
  const versions = await list();
  expect(versions).toMatchObject([
    { kind: 'published', number: 1, state: 'WIP', comment: 'for the review', frames: { first: expect.any(Number) } },
    { kind: 'saved', number: 1, state: 'wip', comment: 'before the grain', file: kept(`${NAME}_wip001.comp`) },
  ]);
  expect(await readFile(versions[0]?.file ?? '', 'utf8')).toBe(await readFile(comp, 'utf8'));
});

it('tells tool by tool what has changed since', async () => {
  await edit((text) => text.replace('FilmGrain { }', 'FilmGrain { PassThrough = true }'));
  const { code, out } = await studio.run('versions', 'compare', comp);
  expect({ code, out }).toEqual({ code: 1, out: '~ Grain (FilmGrain)\n    PassThrough: true (new)\n' });
  expect((await studio.run('versions', 'compare', comp, '1')).out).toBe('+ Grain (FilmGrain)\n');
  const { comparison } = await studio.json<{ comparison: Comparison }>('versions', 'compare', comp, 'published/1');
  expect(comparison.changed).toMatchObject([{ path: 'Grain', fields: [{ field: 'PassThrough', after: 'true' }] }]);
  expect(await studio.run('versions', 'compare', comp, comp)).toMatchObject({ code: 0, out: 'Nothing has changed.\n' });
});

it('restores a version, and keeps what was there first', async () => {
  const before = await readFile(comp);
  const { out, code } = await studio.run('versions', 'restore', comp, '1');
  expect(code).toBe(0);
  expect(out).toContain(`Kept what was there: ${kept(`${NAME}_wip002.comp`)}`);
  expect(await readFile(comp)).toEqual(await readFile(kept(`${NAME}_wip001.comp`)));
  expect(await readFile(kept(`${NAME}_wip002.comp`))).toEqual(before);
  expect((await list())[0]).toMatchObject({ number: 2, comment: `Before ${NAME}_wip001.comp was restored.` });
  // What a version has already is not kept once more.
  expect((await studio.run('versions', 'restore', comp, '2')).code).toBe(0);
  expect((await studio.run('versions', 'restore', comp, '1')).out).not.toContain('Kept');
  expect((await studio.run('versions', 'restore', comp, '1')).out).toBe('The comp is what it was in that version.\n');
});

it('restores nothing under somebody who has the lock', async () => {
  const now = new Date().toISOString();
  const lock = { version: 1, user: 'ann', machine: 'ws12', process: 1, application: 'Fusion', session: 'x' };
  const file = path.join(studio.step('SH020'), `.~${NAME}.comp.lock`);
  await writeFile(file, JSON.stringify({ ...lock, acquired: now, renewed: now }));
  await edit((text) => `${text}\n-- not kept yet`);
  const before = await readFile(comp);
  const { length: kept } = await list();
  expect(await studio.run('versions', 'restore', comp, '2')).toMatchObject({ code: 3 });
  expect(await readFile(comp)).toEqual(before);
  expect(await list()).toHaveLength(kept);
});
