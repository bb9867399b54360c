import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SavedVersion } from '../../../server/protocol/saves.ts';
import { Studio } from './studio.ts';

let studio: Studio;
beforeAll(async () => {
  studio = await Studio.open();
});
afterAll(() => studio[Symbol.asyncDispose]());

const NAME = 'DEMO_S_SH020_COMP';
const versionFile = (name: string) => path.join(studio.step('SH020'), '_versions', name);

it('copies the comp under the next number, and says where to', async () => {
  const comp = studio.comp('SH020');
  const first = versionFile(`${NAME}_wip001.comp`);
  expect(await studio.run('save-version', comp, '--comment', 'grain')).toMatchObject({
    code: 0,
    out: `Saved: ${first}\n`,
  });
  expect(await readFile(first)).toEqual(await readFile(comp));
  const { version } = await studio.json<{ version: SavedVersion }>('save-version', comp, '--state', 'OK');
  expect(version).toEqual({ number: 2, state: 'OK', file: versionFile(`${NAME}_OK002.comp`) });
  expect(JSON.parse(await readFile(versionFile('_ramses_data.json'), 'utf8'))).toMatchObject({
    [`${NAME}_wip001.comp`]: { comment: 'grain', version: 1 },
    [`${NAME}_OK002.comp`]: { stateShortName: 'OK' },
  });
});

it('goes on in a process of its own', async () => {
  const { code, out } = await studio.run('save-version', studio.comp('SH020'), '--no-core');
  expect({ code, out }).toEqual({ code: 0, out: `Saved: ${versionFile(`${NAME}_OK003.comp`)}\n` });
  expect((await stat(versionFile(`${NAME}_OK003.comp`))).isFile()).toBe(true);
});

it('says what is wrong with the call, and what went wrong', async () => {
  const gone = path.join(studio.step('SH020'), 'gone.comp');
  expect(await studio.run('save-version', gone)).toMatchObject({ code: 2 });
  const unknown = await studio.run('save-version', studio.comp('SH020'), '--state', 'nope');
  expect(unknown).toMatchObject({ code: 2 });
  expect(unknown.err).toContain('Use one of these:');
  const { error } = await studio.json<{ error: { code: string } }>('save-version', studio.step('SH020'));
  expect(error.code).toBe('not-supported');
});
