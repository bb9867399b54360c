import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findSteps } from '../../../server/project/find-steps.ts';
import { listVersions } from '../../../server/project/versions.ts';

async function folderOfTest(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-project-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('versions are listed newest first; files and other names are none', async () => {
  const folder = await folderOfTest();
  for (const name of ['001_WIP', '010_OK', '002', '.compline-staging-x', 'notes']) await mkdir(path.join(folder, name));
  await writeFile(path.join(folder, '099_OK'), '');
  expect((await listVersions(folder)).map(({ name }) => name)).toEqual(['010_OK', '002', '001_WIP']);
  expect(await listVersions(path.join(folder, 'none'))).toEqual([]);
});

test('the steps of a project are found wherever Ramses puts them', async () => {
  const root = await folderOfTest();
  const folders = [
    '05-SHOTS/P_S_SH010/P_S_SH010_COMP/_published/001_OK',
    '05-SHOTS/P_S_SH010/P_S_SH010_ROTO',
    '04-ASSETS/Props/P_A_CAR/P_A_CAR_LOOK',
    '02-PROD/P_G_COMP',
    '.compline/P_G_X',
  ];
  for (const folder of folders) await mkdir(path.join(root, folder), { recursive: true });
  expect((await findSteps(root)).map(({ name }) => name)).toEqual([
    'P_A_CAR_LOOK',
    'P_G_COMP',
    'P_S_SH010_COMP',
    'P_S_SH010_ROTO',
  ]);
});
