import { expect, test } from 'vitest';
import type { RendererConfig } from '../../../../server/formats/config/schema.ts';
import { resolveRenderer } from '../../../../server/formats/renderers/renderer.ts';
import { takesSteps } from '../../../../server/formats/renderers/renderer-call.ts';
import { type LayerToRender, layerTasks } from '../../../../server/pipeline/submit/layer-command.ts';

const layerOf = (config: RendererConfig, more: Partial<LayerToRender> = {}): LayerToRender => ({
  renderer: resolveRenderer('r', config),
  program: '/bin/render',
  root: '/p',
  workingFolder: '/w',
  environment: { A: 'submitted', B: 'submitted' },
  scene: '/p/s.ma',
  layer: 'BG',
  output: '/o/BG.0000.exr',
  threads: 6,
  ...more,
});

const calls = (config: RendererConfig, more: Partial<LayerToRender> = {}) =>
  layerTasks(layerOf(config, more), [{ first: 1, last: 10 }]).map(({ command }) => command.args.join(' '));

test.each<[string, RendererConfig, Partial<LayerToRender>, string]>([
  [
    'maya-arnold with layer, camera and output',
    { preset: 'maya-arnold' },
    { camera: 'cam' },
    '-r arnold -s 1 -e 10 -b 1 -rl BG -cam cam -proj /p -rd /o -im BG -of exr -fnc name.#.ext -pad 4 -ai:lve 2 -ai:threads 6 /p/s.ma',
  ],
  [
    'blender, frames in its dialect',
    { preset: 'blender' },
    { scene: '/p/s.blend' },
    '-b /p/s.blend --python-exit-code 1 -o /o/BG.#### -F OPEN_EXR -x 1 -t 6 -f 1..10',
  ],
  [
    'blender, where nobody knows what is written',
    { preset: 'blender' },
    { scene: '/p/s.blend', output: undefined },
    '-b /p/s.blend --python-exit-code 1 -x 1 -t 6 -f 1..10',
  ],
  ['GPUs as the program counts them', { program: 'x', args: ['{gpus}', '{saver}'] }, { gpus: 2 }, '0,1 BG'],
])('%s', (_, config, more, expected) => {
  expect(calls(config, more)).toEqual([expected]);
});

test.each<[string, RendererConfig, string]>([
  ['maya', { preset: 'maya-arnold' }, '-s 1 -e 11 -b 5'],
  ['blender', { preset: 'blender' }, '-f 1,6,11'],
  ['nuke', { preset: 'nuke' }, '-F 1-11x5'],
  ['after-effects', { preset: 'after-effects' }, '-s 1 -e 11 -i 5'],
  ['fusion', { preset: 'fusion-render-node' }, '-start 1 -end 11 -step 5'],
])('%s is told the step of a chunk, and its files are those of its frames', (_, config, expected) => {
  expect(takesSteps(resolveRenderer('r', config))).toBe(true);
  const [task] = layerTasks(layerOf(config), [{ first: 1, last: 11, step: 5 }]);
  expect(task?.command.args.join(' ')).toContain(expected);
  expect(task?.outputs).toEqual(['/o/BG.0001.exr', '/o/BG.0006.exr', '/o/BG.0011.exr']);
});

test.each<[string, RendererConfig]>([
  ['first and last', { program: 'x', args: ['{first}', '{last}'] }],
  ['a count of frames', { program: 'x', args: ['{frames}', '{count}'] }],
  ['one frame a call', { program: 'x', args: ['{first}', '{step}'], calls: 'single' }],
  ['ffmpeg, which reads on', { preset: 'ffmpeg' }],
])('a renderer that is told %s gets no steps', (_, config) => {
  expect(takesSteps(resolveRenderer('r', config))).toBe(false);
});

test("the renderer's environment has the word, and its patterns go with the command", () => {
  const renderer = { preset: 'blender', environment: { A: 'own' }, patterns: { error: ['^bad'] } };
  const [task] = layerTasks(layerOf(renderer), [{ first: 1, last: 2 }]);
  expect(task?.command).toMatchObject({
    ...{ program: '/bin/render', cwd: '/w', environment: { A: 'own', B: 'submitted' } },
    reading: { preset: 'blender', patterns: { error: ['^bad'] } },
  });
  expect(task?.outputs).toEqual(['/o/BG.0001.exr', '/o/BG.0002.exr']);
});

test.each<[string, RendererConfig, Partial<LayerToRender>, string, string]>([
  [
    'no output',
    { program: 'x', args: ['{output}'] },
    { output: undefined },
    'invalid-parameters',
    'where BG is written',
  ],
  ['no media', { program: 'x', args: ['{media}'] }, {}, 'invalid-parameters', 'no Loader with a usable path feeds BG'],
  ['no script', { program: 'x', args: ['{script}'] }, {}, 'config-invalid', '{script} stands for nothing'],
  ['a placeholder that nobody knows', { program: 'x', args: ['{frist}'] }, {}, 'config-invalid', '{frist}'],
])('%s', (_, config, more, code, message) => {
  expect(() => calls(config, more)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  );
});

test('a movie is one call', () => {
  const movie = layerOf({ preset: 'ffmpeg' }, { output: '/o/BG.mov' });
  const chunks = [
    { first: 1, last: 2 },
    { first: 5, last: 6 },
  ];
  expect(() => layerTasks(movie, chunks)).toThrow(/BG\.mov is one file/);
});
