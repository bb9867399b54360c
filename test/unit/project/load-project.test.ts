import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { at } from '../../../scripts/lib/paths.mjs';
import { trustHash } from '../../../server/pipeline/trust/trust-hash.ts';
import { findProjectRoot, loadProject } from '../../../server/project/load-project.ts';

async function folderOfTest(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-project-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('the nearest folder upwards with a configuration is the root', async () => {
  const outer = await folderOfTest();
  const inner = path.join(outer, 'a', 'inner');
  await mkdir(path.join(inner, 'b'), { recursive: true });
  await writeFile(path.join(outer, 'compline.yaml'), '');
  await writeFile(path.join(inner, 'compline.yaml'), '');
  expect(await findProjectRoot(path.join(inner, 'b', 'not-there.comp'))).toBe(inner);
  expect(await findProjectRoot(path.join(outer, 'a'))).toBe(outer);
  expect(await findProjectRoot(outer)).toBe(outer);
  expect(await findProjectRoot(path.dirname(outer))).toBeUndefined();
});

test('the sample project is read', async () => {
  const { config, problems } = await loadProject(at('test', 'fixtures', 'sample-project'));
  expect(problems).toEqual([]);
  expect(config?.steps.COMP).toMatchObject({ renderer: 'ffmpeg', chunkSize: 6 });
});

test.each([
  ['wrong keys', Buffer.from('version: 1\nproject: { idd: A }\n'), /missing/],
  ['UTF-16', Buffer.from('\ufeffversion: 1\n', 'utf16le'), /UTF-16/],
  ['a binary', Buffer.from('PNG\0\0\0\rIHDR\0\0', 'latin1'), /no text/],
  ['nothing', Buffer.alloc(0), /empty/],
])('%s are problems with a place', async (_name, bytes, message) => {
  const root = await folderOfTest();
  await writeFile(path.join(root, 'compline.yaml'), bytes);
  const { config, problems, configPath } = await loadProject(root);
  expect(config).toBeUndefined();
  expect(configPath).toBe(path.join(root, 'compline.yaml'));
  expect(problems[0]).toMatchObject({ message: expect.stringMatching(message), line: expect.any(Number) });
});

test('a folder without a configuration, and one that cannot be read, are told apart', async () => {
  const root = await folderOfTest();
  await expect(loadProject(root)).rejects.toMatchObject({ code: 'project-not-found' });
  await mkdir(path.join(root, 'compline.yaml'));
  await expect(loadProject(root)).rejects.toMatchObject({ code: 'config-unreadable', nextStep: expect.any(String) });
});

test('what a project would run is what it and all that it builds on say; the files are told', async () => {
  const folder = await folderOfTest();
  const root = path.join(folder, 'show');
  const studio = path.join(folder, 'studio', 'studio.compline.yaml');
  await mkdir(root);
  await mkdir(path.dirname(studio));
  const own = 'version: 1\nproject: { id: DEMO }\nextends: ../studio/studio.compline.yaml\n';
  await writeFile(path.join(root, 'compline.yaml'), own);
  const hashWith = async (program: string): Promise<string> => {
    await writeFile(studio, `version: 1\nrenderers:\n  fusion:\n    args: []\n    program: ${program}\n`);
    const { config, problems, files } = await loadProject(root);
    expect(problems).toEqual([]);
    expect(files).toEqual([studio, path.join(root, 'compline.yaml')]);
    return config === undefined ? '' : trustHash(root, config);
  };
  const before = await hashWith('/opt/fusion');
  expect(await hashWith('/opt/fusion # the same')).toBe(before);
  expect(await hashWith('/tmp/fusion')).not.toBe(before);
  await rm(studio);
  expect((await loadProject(root)).problems).toMatchObject([{ code: 'config-extends', line: 2 }]);
});
