import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { missingOutputs } from '../../../../server/pipeline/queue/check-outputs.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { framesIn } from '../jobs.ts';

const write = async (files: readonly string[]) => {
  for (const file of files) await writeFile(file, 'frame');
};

test('all there', async () => {
  const outputs = framesIn(await temporaryFolder(), 1001, 1040);
  await write(outputs);
  expect(await missingOutputs({ frames: { first: 1001, last: 1040 }, outputs })).toBeUndefined();
});

test.each([
  ['missing', async () => {}, 'is missing'],
  ['empty', (file: string) => writeFile(file, ''), 'is empty'],
  ['a folder', (file: string) => mkdir(file), 'is not a file'],
])('a frame that is %s is named', async (_, make, fault) => {
  const folder = await temporaryFolder();
  const outputs = framesIn(folder, 1001, 1005);
  const bad = outputs[2] ?? '';
  await write(outputs.filter((file) => file !== bad));
  await make(bad);
  expect(await missingOutputs({ frames: { first: 1001, last: 1005 }, outputs })).toBe(
    `frame 1003 ${fault} (${path.basename(bad)}).`,
  );
});

test('of many faults all frames with the first one are named', async () => {
  const outputs = framesIn(await temporaryFolder(), 1, 50);
  const said = await missingOutputs({ frames: { first: 1, last: 50 }, outputs });
  expect(said).toBe(`frames 1-50 are missing (${path.basename(outputs[0] ?? '')} and more).`);
  await write(outputs.slice(2, 40));
  await writeFile(outputs[45] ?? '', '');
  expect(await missingOutputs({ frames: { first: 1, last: 50 }, outputs })).toBe(
    `frames 1-2,41-45,47-50 are missing (${path.basename(outputs[0] ?? '')} and more), and 1 more of 50 files.`,
  );
});

test('a movie is one output of many frames', async () => {
  const file = path.join(await temporaryFolder(), 'a.mov');
  expect(await missingOutputs({ frames: { first: 1, last: 50 }, outputs: [file] })).toBe(
    `the output is missing (a.mov).`,
  );
});
