import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LanguageClient } from './language-client.ts';

const DANGLING = `Composition {
	Tools = {
		Merge1 = Merge { Inputs = { Background = Input { SourceOp = "Blur2", Source = "Output", }, }, },
	},
}
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'severities-'));
});
afterEach(() => rm(folder, { recursive: true }));

const configure = (severity: string) =>
  writeFile(
    path.join(folder, 'compline.yaml'),
    `version: 1\nproject:\n  id: DEMO\nchecks:\n  dangling-source: ${severity}\n`,
  );

test('the severities of the compline.yaml above a comp hold, and are read again when it changes', async () => {
  await configure('hint');
  await using client = await LanguageClient.start();
  const uri = pathToFileURL(path.join(folder, 'a.comp')).href;
  await client.open(uri, DANGLING);
  expect((await client.diagnostics(uri)).map((it) => it.severity)).toEqual([4]);
  await configure('off');
  await client.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: pathToFileURL(path.join(folder, 'compline.yaml')).href, type: 2 }],
  });
  expect(await client.diagnostics(uri)).toEqual([]);
});

test('a severity of a step holds for the comps of that step alone', async () => {
  await writeFile(
    path.join(folder, 'compline.yaml'),
    'version: 1\nproject: { id: DEMO }\nchecks: { dangling-source: hint }\nsteps: { COMP: { checks: { dangling-source: information } } }\n',
  );
  await using client = await LanguageClient.start();
  const severitiesAt = async (file: string) => {
    const uri = pathToFileURL(path.join(folder, file)).href;
    await client.open(uri, DANGLING);
    const found = await client.diagnostics(uri);
    return found.filter(({ code }) => code === 'dangling-source').map(({ severity }) => severity);
  };
  expect(await severitiesAt('05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_COMP/a.comp')).toEqual([3]);
  expect(await severitiesAt('05-SHOTS/DEMO_S_SH010/DEMO_S_SH010_ROTO/a.comp')).toEqual([4]);
});
