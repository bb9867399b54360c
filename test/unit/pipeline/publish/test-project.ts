import { mkdtemp, rm } from 'node:fs/promises';
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
