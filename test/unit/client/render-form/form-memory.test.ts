import { expect, test } from 'vitest';
import { FormMemory } from '../../../../client/render-form/form-memory.ts';
import { startValues } from '../../../../client/render-form/form-start.ts';
import { emptyValues } from '../../../../client/render-form/form-values.ts';
import { fakeMemento } from '../fake-vscode.ts';
import { someScene } from './some-scene.ts';

const memoryOf = (values: Record<string, unknown> = {}) => new FormMemory(fakeMemento(values) as never);
const written = {
  ...emptyValues,
  scene: '/p/a.ma',
  layers: ['old', 'none'],
  frames: '5',
  renderer: 'other',
  threads: '2',
};

test('a scene is opened with its layers that are switched on, and the renderer of the project', () => {
  const start = startValues(someScene(), {});
  expect(start).toEqual({ ...emptyValues, scene: '/p/a.ma', layers: ['BG', 'CHAR'], renderer: 'maya' });
});

test('what was submitted for a scene is there again, as far as the scene still has it', async () => {
  const memory = memoryOf();
  await memory.keep({ ...written, after: 'job-1' }, '/p');
  const start = startValues(someScene(), memory.of('/p/a.ma', '/p'));
  expect(start).toEqual({ ...written, layers: ['old'], after: '' });
  await memory.forget('/p/a.ma');
  expect(memory.of('/p/a.ma', '/p').scene).toBeUndefined();
});

test('another scene of the project takes over what does not hang on the scene', async () => {
  const memory = memoryOf();
  await memory.keep(written, '/p');
  const start = startValues(someScene({ scene: '/p/b.ma' }), memory.of('/p/b.ma', '/p'));
  expect(start).toMatchObject({
    scene: '/p/b.ma',
    layers: ['BG', 'CHAR'],
    frames: '',
    renderer: 'other',
    threads: '2',
  });
  expect(memory.of('/q/b.ma', '/q')).toEqual({});
});

test('a renderer that is gone meanwhile is not chosen', () => {
  const remembered = { scene: { ...written, renderer: 'gone' } };
  expect(startValues(someScene(), remembered).renderer).toBe('maya');
});

test('so many scenes are remembered, the newest ones', async () => {
  const memory = memoryOf();
  for (let at = 0; at <= 200; at += 1) await memory.keep({ ...written, scene: `/p/${at}.hip` }, '/p');
  expect(memory.of('/p/0.hip', '/p').scene).toBeUndefined();
  expect(memory.of('/p/200.hip', '/p').scene).toBeDefined();
  expect(memory.endings).toEqual(['.hip']);
});

test.each([undefined, 7, { scenes: 1 }, { scenes: { a: 1 }, projects: {} }])('%j remembers nothing', (kept) => {
  expect(memoryOf({ 'compline.renderForm': kept }).of('/p/a.ma', '/p')).toEqual({});
});
