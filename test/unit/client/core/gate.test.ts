import { beforeEach, expect, test, vi } from 'vitest';
import { ClosedError, Gate } from '../../../../client/core/gate.ts';
import type { WorkspaceProjects } from '../../../../client/project/workspace-projects.ts';

const { workspace } = vi.hoisted(() => ({
  workspace: { isTrusted: true, workspaceFolders: undefined as { uri: { scheme: string } }[] | undefined },
}));
vi.mock('vscode', async () => ({ ...(await import('../fake-l10n.ts')), workspace }));

let roots: string[];
let gate: Gate;

beforeEach(() => {
  roots = ['/p'];
  workspace.isTrusted = true;
  workspace.workspaceFolders = [{ uri: { scheme: 'file' } }];
  gate = new Gate({ roots: async () => roots } as unknown as WorkspaceProjects);
});

test('a trusted workspace with a project may use the core', async () => {
  expect(await gate.closed()).toBeUndefined();
  await gate.pass();
});

test.each([
  ['no folder', 'no-folder', () => (workspace.workspaceFolders = undefined)],
  ['a folder that is on no disk', 'virtual', () => (workspace.workspaceFolders = [{ uri: { scheme: 'vscode-vfs' } }])],
  ['a workspace that is not trusted', 'untrusted', () => (workspace.isTrusted = false)],
  ['no project', 'no-project', () => (roots = [])],
])('%s may not', async (_, closed, change) => {
  change();
  expect(await gate.closed()).toBe(closed);
  await expect(gate.pass()).rejects.toThrow(ClosedError);
});
