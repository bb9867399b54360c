import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readManifest } from '../../../../server/pipeline/publish/read-manifest.ts';
import {
  deliveriesAt,
  verifyDeliveredVersion,
  verifyDelivery,
} from '../../../../server/pipeline/publish/verify-delivery.ts';
import type { FrameProblem } from '../../../../server/protocol/frame-problems.ts';
import { type ExportProject, exportProject } from './export-project.ts';
import { publishToEnd } from './test-project.ts';

const NAME = 'DEMO_S_SH020_COMP';
const frame = ({ exports }: ExportProject, number: number) => path.join(exports, NAME, `${NAME}.${number}.exr`);

/** What is wrong; that the frames of the tests are all the same picture is not. */
const told = (problems: readonly FrameProblem[]): readonly string[] =>
  problems.filter(({ kind }) => kind !== 'identical').map(({ kind, severity, file }) => `${severity} ${kind} ${file}`);

async function versionProblems(target: string): Promise<readonly string[]> {
  const manifest = await readManifest(target);
  if (manifest === undefined) throw new Error('The version has no manifest.');
  const { problems } = await verifyDeliveredVersion(target, manifest, String(manifest.delivered));
  return told(problems);
}

test('a delivery is held against its manifest', async () => {
  const project = await exportProject();
  const { target = '', delivered = '' } = await publishToEnd(project.publisher(), project.options());
  const whole = await readFile(frame(project, 1003));
  const problemsOf = async (place: string) => {
    const [delivery, ...more] = await deliveriesAt(place);
    if (delivery === undefined) throw new Error('The delivery was not found.');
    expect(more).toEqual([]);
    return told((await verifyDelivery(delivery)).problems);
  };
  const cases: readonly [() => Promise<unknown>, readonly string[]][] = [
    [async () => {}, []],
    [() => writeFile(path.join(delivered, 'notes.txt'), 'x'), []],
    [() => appendFile(frame(project, 1003), 'x'), [`error damaged ${NAME}.1003.exr`]],
    [() => rm(frame(project, 1003)), [`error missing ${NAME}.1003.exr`]],
    [() => writeFile(frame(project, 1004), whole), [`error extra ${NAME}.1004.exr`]],
  ];
  for (const [change, problems] of cases) {
    await writeFile(frame(project, 1003), whole);
    await change();
    expect(await versionProblems(target)).toEqual(problems);
    expect(await problemsOf(delivered)).toEqual(problems);
    expect(await problemsOf(project.exports)).toEqual(problems);
  }
});

test('a version whose frames were delivered over is not broken, and one without any delivery tells so', async () => {
  const project = await exportProject();
  const first = await publishToEnd(project.publisher(), project.options());
  const second = await publishToEnd(project.publisher(), project.options());
  const warning = [`warning missing 06-EXPORT/${NAME}`];
  expect(await versionProblems(first.target ?? '')).toEqual(warning);
  expect(await versionProblems(second.target ?? '')).toEqual([]);
  await rm(project.exports, { recursive: true });
  expect(await versionProblems(second.target ?? '')).toEqual(warning);
});

test('a manifest that cannot be read is an error, and a folder without any is no delivery', async () => {
  const project = await exportProject();
  await mkdir(path.join(project.exports, NAME), { recursive: true });
  expect(await deliveriesAt(path.join(project.exports, NAME))).toEqual([]);
  await writeFile(path.join(project.exports, `${NAME}.manifest.json`), '{"version":1,');
  await expect(deliveriesAt(path.join(project.exports, NAME))).rejects.toMatchObject({ code: 'verification-failed' });
  await expect(deliveriesAt(project.exports)).rejects.toMatchObject({ code: 'verification-failed' });
});
