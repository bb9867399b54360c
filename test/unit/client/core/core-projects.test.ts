import { expect, test } from 'vitest';
import { CoreProjects } from '../../../../client/core/core-projects.ts';
import type { PipelineCore } from '../../../../client/core/pipeline-core.ts';
import type { WorkspaceProjects } from '../../../../client/project/workspace-projects.ts';

const real: Readonly<Record<string, string>> = { '/jobs/show': '/mnt/share/show', '/plain': '/plain' };

test('files are told by the paths that the workspace has them by, links or not', async () => {
  const core = { request: async (_: string, { path }: { path: string }) => ({ project: { root: real[path] } }) };
  const found = { roots: async () => Object.keys(real) };
  const projects = new CoreProjects(core as unknown as PipelineCore, found as unknown as WorkspaceProjects);
  expect(await projects.roots()).toEqual(['/mnt/share/show', '/plain']);
  expect(
    ['/mnt/share/show/a/b.comp', '/mnt/share/shows/b.comp', '/plain/b.comp'].map((it) => projects.asOpened(it)),
  ).toEqual(['/jobs/show/a/b.comp', '/mnt/share/shows/b.comp', '/plain/b.comp']);
  expect(projects.has('/mnt/share/show')).toBe(true);
});
