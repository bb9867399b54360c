import { expect, test } from 'vitest';
import { parseBatchRender } from '../../../../server/formats/batch-render/parse-batch-render.ts';

test('a configuration of LRC Toolbox is a render; what it does not concern us with is left alone', () => {
  const text = JSON.stringify({
    scene_file: 'shots/SH010.ma',
    layers: ['MASTER_BG_A', 'MASTER_CHAR_A'],
    frame_range: '1-10x3',
    gpu_id: 1,
    use_gpu: true,
    cpu_threads: 4,
    renderer: 'redshift',
    render_method: 'auto',
    output_path: null,
  });
  expect(parseBatchRender(`\uFEFF${text}`)).toEqual({
    errors: [],
    renders: [
      {
        scene: 'shots/SH010.ma',
        layers: ['MASTER_BG_A', 'MASTER_CHAR_A'],
        frames: '1-10x3',
        gpus: 1,
        threads: 4,
        renderer: 'redshift',
        tags: [],
        dependsOn: [],
      },
    ],
  });
});

test.each([
  [
    'a list',
    [
      { scene_file: 'a', layers: ['x'] },
      { scene_file: 'b', layers: ['x'] },
    ],
  ],
  [
    'jobs',
    {
      jobs: [
        { scene_file: 'a', layers: ['x'] },
        { scene_file: 'b', layers: ['x'] },
      ],
    },
  ],
])('several renders: %s', (_, document) => {
  expect(parseBatchRender(JSON.stringify(document)).renders.map(({ scene }) => scene)).toEqual(['a', 'b']);
});

test.each([
  ['{\n "jobs": [\n}', /no JSON from line 3 on/],
  ['[]', /There is no render/],
  ['{"jobs": 1}', /There is no render/],
  ['7', /Render 1|There is no render/],
  ['{"scene_file": "a", "layers": []}', /Render 1, layers: Name at least one layer/],
  ['{"layers": ["x"]}', /Render 1, scene_file/],
  ['{"scene_file": "a", "layers": ["x"], "frame_range": "10-1"}', /Render 1, frame_range: /],
  ['[{"scene_file": "a", "layers": ["x"], "depends_on": ["later"]}]', /waits for "later", which is no render before/],
])('%s is wrong', (text, expected) => {
  const { renders, errors } = parseBatchRender(text);
  expect(renders).toEqual([]);
  expect(errors.join('\n')).toMatch(expected);
});

test('everything that is wrong is told at once', () => {
  const text = '[{"layers": ["x"]}, {"scene_file": "a", "layers": ["x"], "priority": 101}]';
  expect(parseBatchRender(text).errors).toHaveLength(2);
});
