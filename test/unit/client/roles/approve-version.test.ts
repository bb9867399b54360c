import { beforeEach, expect, test, vi } from 'vitest';
import { Dismissed, Notice } from '../../../../client/core/error-reporter.ts';
import { approveVersion } from '../../../../client/roles/approve-version.ts';
import { FakeCore } from '../fake-core.ts';
import { editor, vscode } from '../fake-vscode.ts';

vi.mock('vscode', async () => {
  const { vscode: fake } = await import('../fake-vscode.ts');
  const fs = {
    readDirectory: async () => [
      ['frame.exr', 1],
      ['A.comp', 1],
    ],
  };
  return { ...fake, workspace: Object.defineProperties({ fs }, Object.getOwnPropertyDescriptors(fake.workspace)) };
});

const version = {
  number: 3,
  state: 'CHK',
  folder: '/p/s/_published/003_CHK',
  step: 'S',
  stepFolder: '/p/s',
  comment: 'x',
};

/** The stand-in for a URI knows no path with forward slashes. */
const comp = Object.assign(vscode.Uri.file('/p/s/A.comp'), { path: '/p/s/A.comp' });

beforeEach(() => editor.reset());

function coreOf(versions: readonly object[] = [version, { ...version, number: 2 }]) {
  const core = new FakeCore();
  core.answers.set('project/status', () => ({ project: { root: '/p' } }));
  core.answers.set('publish/versions', () => ({ versions }));
  core.answers.set('approval/list', () => ({ approvals: [{ kind: 'published', version: 2 }] }));
  return core;
}

test('a version of the comp in question is picked and approved with a comment', async () => {
  const core = coreOf();
  editor.answers = ['003 CHK', ' fine '];
  await approveVersion(core.core, () => undefined, comp);
  expect(editor.shown[0]?.slice(2)).toEqual(['003 CHK', '002 CHK']);
  expect(core.params.get('approval/set')).toEqual({ comp: '/p/s/A.comp', version: 3, comment: 'fine' });
  expect(editor.messages).toEqual(['A.comp version 003 is approved.']);
});

test('a row of the view names its version', async () => {
  const core = coreOf();
  editor.answers = [''];
  const row = { row: { id: `version:${version.folder}` } };
  await approveVersion(core.core, (folder) => (folder === version.folder ? (version as never) : undefined), row);
  expect(core.params.get('approval/set')).toEqual({ comp: '/p/s/A.comp', version: 3, comment: '' });
});

test('nothing is approved where it is called off, or where nothing is published', async () => {
  const core = coreOf();
  editor.answers = ['003 CHK'];
  await expect(approveVersion(core.core, () => undefined, comp)).rejects.toThrow(Dismissed);
  await expect(approveVersion(coreOf([]).core, () => undefined, comp)).rejects.toThrow(Notice);
  expect(core.params.has('approval/set')).toBe(false);
});
