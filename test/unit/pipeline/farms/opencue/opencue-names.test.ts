import { expect, test } from 'vitest';
import {
  jobName,
  keyEnding,
  openCueName,
  shotOf,
  userOf,
} from '../../../../../server/pipeline/farms/opencue/opencue-names.ts';
import { chunksOf, orderOf } from '../support/template-order.ts';

test.each([
  ['Shot 010 – Beauty', 'shot_010_beauty'],
  ['__a--b..c__', 'a_b_c'],
  ['Äpfel', 'apfel'],
  ['日本', 'job'],
  ['x', 'job_x'],
  ['', 'job'],
  [`${'a'.repeat(59)}_b`, 'a'.repeat(59)],
])('%j is written %j', (text, name) => {
  expect(openCueName(text, 60, 'job')).toBe(name);
});

test('a name holds the key of its order, and fits into the database with the longest of everything', () => {
  const order = orderOf(chunksOf(1, 1, 1), { key: `K-${'x'.repeat(118)}`, job: { name: 'n'.repeat(300) } });
  const name = jobName(order);
  expect(name.endsWith(keyEnding(order.key))).toBe(true);
  expect(name).toMatch(/^[a-z0-9]+(?:_[a-z0-9]+)*$/);
  expect(name.length).toBeLessThanOrEqual(200);
});

test('the shot is the project: its id, else its folder', () => {
  const project = '\\\\server\\shows\\My Film\\';
  expect(shotOf(orderOf([], { job: { project } }))).toBe('my_film');
  expect(shotOf(orderOf([], { job: { project, projectId: 'p1' } }))).toBe('project_p1');
});

test.each([
  ['ann', 'ann'],
  ['STUDIO\\Ann', 'ann'],
  ['Ann Lee', 'ann_lee'],
  ['root', 'root'],
])('the user %j is %j', (user, name) => {
  expect(userOf(user)).toBe(name);
});
