import { expect, test, vi } from 'vitest';
import { FailedBadge } from '../../../../client/queue/failed-badge.ts';
import { fakeMemento } from '../fake-vscode.ts';
import { someJob } from './some-job.ts';

vi.mock('vscode', () => import('../fake-l10n.ts'));

const failed = (id: string, endedAt: number) => someJob(id, 1, { state: 'failed', endedAt });

function badgeRig(remembered: Record<string, unknown> = {}) {
  const view: { visible: boolean; badge?: { value: number; tooltip: string } } = { visible: false };
  return { view, badge: new FailedBadge(view as never, fakeMemento(remembered) as never) };
}

test('jobs that have failed are counted until somebody looks', () => {
  const { view, badge } = badgeRig();
  badge.apply([{ after: failed('a', 1) }, { after: failed('b', 2) }, { after: someJob('c', 1) }]);
  expect(view.badge).toEqual({ value: 2, tooltip: '2 jobs have failed' });
  badge.apply([{ before: failed('a', 1), after: someJob('a', 2) }]);
  expect(view.badge).toEqual({ value: 1, tooltip: '1 job has failed' });
  view.visible = true;
  badge.look();
  expect(view.badge).toBeUndefined();
  view.visible = false;
  badge.apply([{ before: failed('b', 2), after: { ...failed('b', 2), revision: 3, comment: 'seen' } }]);
  expect(view.badge).toBeUndefined();
});

test('what was seen before the window was opened again is not counted', () => {
  const remembered = {};
  const first = badgeRig(remembered);
  first.view.visible = true;
  first.badge.apply([{ after: failed('a', 10) }]);
  const { view, badge } = badgeRig(remembered);
  badge.apply([{ after: failed('a', 10) }, { after: failed('b', 11) }]);
  expect(view.badge?.value).toBe(1);
});

test('jobs that are deleted or archived are not counted', () => {
  const { view, badge } = badgeRig();
  badge.apply([{ after: failed('a', 1) }, { after: failed('b', 1) }]);
  badge.apply([{ before: failed('a', 1) }, { before: failed('b', 1), after: { ...failed('b', 1), archived: true } }]);
  expect(view.badge).toBeUndefined();
});
