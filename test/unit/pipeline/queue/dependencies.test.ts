import { expect, test } from 'vitest';
import { checkDependencies } from '../../../../server/pipeline/queue/dependencies.ts';
import type { Dependency } from '../../../../server/protocol/jobs.ts';
import { jobOfTasks } from '../jobs.ts';

const spec = (layers: Readonly<Record<string, string>>, dependsOn: readonly Dependency[] = []) => {
  const whole = jobOfTasks([]);
  const [layer] = whole.layers;
  if (layer === undefined) throw new Error('There is no layer.');
  return {
    ...whole,
    dependsOn,
    layers: Object.entries(layers).map(([name, targets]) => ({
      ...layer,
      name,
      dependsOn: targets.split(' ').flatMap((it) => (it === '' ? [] : [{ layer: it, byFrame: true }])),
    })),
  };
};

test('layers that wait for those before them are all right', () => {
  expect(() => checkDependencies(spec({ a: '', b: 'a', c: 'a b', d: 'c b' }))).not.toThrow();
});

test.each([
  [{ a: 'a' }, /a → a/],
  [{ a: 'c', b: 'a', c: 'b' }, /a → c → b → a/],
  [{ x: '', a: 'b x', b: 'a' }, /a → b → a/],
  [{ a: 'z' }, /waits for z, which is no layer/],
])('%o is refused', (layers, expected) => {
  expect(() => checkDependencies(spec(layers))).toThrow(expected);
});

test('a job does not wait for itself', () => {
  expect(() => checkDependencies(spec({ a: '' }, [{ layer: 'a', byFrame: false }]))).toThrow(/depends on itself/);
});

test('a circle is found in as many steps as there are dependencies', () => {
  const layers = Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`l${at}`, at === 0 ? '' : `l${at - 1}`]));
  expect(() => checkDependencies(spec(layers))).not.toThrow();
});
