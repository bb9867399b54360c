import { expect, test } from 'vitest';
import { PublishModel } from '../../../../client/publish/publish-model.ts';
import type { Publish, PublishedVersion } from '../../../../server/protocol/publishes.ts';

const publish = (id: string, startedAt: number, phase: Publish['phase'], comp = '/p/a.comp'): Publish => ({
  id,
  kind: 'publish',
  project: '/p',
  comp,
  phase,
  state: 'WIP',
  comment: '',
  owner: 'ann',
  startedAt,
  revision: 1,
});

const version = (number: number, step: string): PublishedVersion => ({
  number,
  state: 'WIP',
  folder: `/p/${step}/_published/00${number}_WIP`,
  step,
  stepFolder: `/p/${step}`,
});

test.each([
  ['at work', [publish('1', 1, 'rendering')], ['1']],
  ['failed last', [publish('1', 1, 'completed'), publish('2', 2, 'failed')], ['2']],
  ['failed, then completed', [publish('1', 1, 'failed'), publish('2', 2, 'completed')], []],
  ['failed, then retried', [publish('1', 1, 'rendering'), publish('2', 2, 'failed')], ['1']],
  ['cancelled', [publish('1', 1, 'cancelled')], []],
  ['two comps', [publish('1', 1, 'checking'), publish('2', 2, 'failed', '/p/b.comp')], ['2', '1']],
])('the current publishes: %s', (_, publishes, current) => {
  const model = new PublishModel();
  model.replacePublishes(publishes);
  expect(model.current.map((it) => it.id)).toEqual(current);
});

test('what is as old as what is known is dropped', () => {
  const model = new PublishModel();
  expect(model.apply(publish('1', 1, 'rendering'))).toBe(true);
  expect(model.apply(publish('1', 1, 'checking'))).toBe(false);
  expect(model.publish('1')?.phase).toBe('rendering');
});

test('versions are listed by step, newest first', () => {
  const model = new PublishModel();
  model.replaceVersions(new Map([['/p', [version(1, 'COMP'), version(2, 'COMP'), version(1, 'ANIM')]]]));
  expect(model.steps.map((it) => [it.name, it.versions.map((one) => one.number)])).toEqual([
    ['ANIM', [1]],
    ['COMP', [2, 1]],
  ]);
  model.replaceVersions(new Map([['/p', []]]));
  expect(model.steps).toEqual([]);
});
