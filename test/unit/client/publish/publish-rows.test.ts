import { expect, test, vi } from 'vitest';
import { publishRow, stepRow, versionRow } from '../../../../client/publish/publish-rows.ts';
import type { Publish, PublishedVersion } from '../../../../server/protocol/publishes.ts';

vi.mock('vscode', () => import('../fake-l10n.ts'));

const publish: Publish = {
  id: 'p1',
  kind: 'publish',
  project: '/p',
  comp: '/p/SH010_COMP.comp',
  phase: 'checking',
  state: 'WIP',
  comment: '',
  owner: 'ann',
  startedAt: 0,
  revision: 1,
};

test.each([
  [{}, 'SH010_COMP', 'checking', 'publish checking cancellable'],
  [{ phase: 'rendering', version: 2, job: 'j' }, 'SH010_COMP 002', '5/12', 'publish rendering cancellable logged'],
  [{ kind: 'preview' }, 'SH010_COMP', 'checking · preview', 'publish checking cancellable'],
  [
    { phase: 'failed', job: 'j', error: { code: 'verification-failed', message: 'Frame 1004 is missing.' } },
    'SH010_COMP',
    'failed: Frame 1004 is missing.',
    'publish failed ended reported logged',
  ],
] as const)('a publish %o', (change, label, description, context) => {
  expect(publishRow({ ...publish, ...change }, { done: 5, total: 12 })).toMatchObject({ label, description, context });
});

const PLACE = { parent: 'shot:/p', shot: 'p' };

const version: PublishedVersion = {
  number: 3,
  state: 'OK',
  folder: '/p/COMP/_published/003_OK',
  step: 'COMP',
  stepFolder: '/p/COMP',
};

test.each([
  [{}, 'OK', 'version', '/p/COMP/_published/003_OK'],
  [{ by: 'ann', frames: { first: 1, last: 9 }, manifest: '/m.json' }, 'OK · ann · 1-9', 'version manifest', '/m.json'],
])('a version %o', (change, description, context, path) => {
  const row = versionRow({ ...version, ...change }, 'step:/p/COMP');
  expect(row).toMatchObject({ label: '003', description, context, path, spoken: `COMP version 003, ${description}` });
  expect(row.parent).toBe(stepRow({ name: 'COMP', folder: '/p/COMP', versions: [version] }, PLACE).id);
});

test.each([
  [[version], '003 OK'],
  [[version, { ...version, number: 2 }], '003 OK, 2 versions'],
])('a step', (versions, description) => {
  expect(stepRow({ name: 'COMP', folder: '/p/COMP', versions }, PLACE).description).toBe(description);
});
