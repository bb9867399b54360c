import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { projectIn, type TestProject } from './project-in.ts';

export { contents, projectIn, publishToEnd, type TestProject } from './project-in.ts';

/** A copy of the sample project with a renderer of the test's own, in a folder that goes with the test. */
export async function testProject(configure: (text: string) => string = (text) => text): Promise<TestProject> {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-publish-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return await projectIn(folder, configure);
}

/** The hidden names in the step's folder and beside its versions: nothing that a publish makes stays hidden. */
export const hidden = async ({ stepFolder, published }: TestProject) =>
  (await Promise.all([stepFolder, published].map((folder) => readdir(folder).catch(() => []))))
    .flat()
    .filter((name) => name.startsWith('.'));
