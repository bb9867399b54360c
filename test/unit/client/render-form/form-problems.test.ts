import { expect, test, vi } from 'vitest';
import { formProblems } from '../../../../client/render-form/form-problems.ts';
import { submissionOf } from '../../../../client/render-form/form-submission.ts';
import { emptyValues, type FormValues } from '../../../../client/render-form/form-values.ts';
import { submissionSchema } from '../../../../server/protocol/queue.ts';
import type { FramesAnswer } from '../../../../server/protocol/render-scene.ts';
import { someScene } from './some-scene.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const values = (change: Partial<FormValues> = {}): FormValues => ({
  ...emptyValues,
  scene: '/p/a.ma',
  layers: ['BG'],
  renderer: 'maya',
  ...change,
});
const gpu = { name: 'A', reserved: false };
const frames: FramesAnswer = { count: 24, chunks: 3, first: ['1-10'], faults: [] };
const problems = (change: Partial<FormValues>, scene = someScene(), answer = frames): string[] =>
  formProblems(values(change), {
    scene,
    frames: answer,
    gpus: [
      { id: 0, ...gpu },
      { id: 1, ...gpu },
    ],
    jobs: [],
  }).map(({ field, message }) => `${field}: ${message}`);

const binary = someScene({ layers: [], layersComplete: false });
const { frames: _, ...noFrames } = someScene({ layers: [{ name: 'BG', enabled: true }] });

test.each<[string, Partial<FormValues>, string[], Parameters<typeof problems>[1]?]>([
  ['nothing is wrong', {}, []],
  ['all that may be written', { frames: '1-24', output: 'r/{layer}.exr', threads: '14', memory: '1.5', gpus: '2' }, []],
  ['no scene', { scene: ' ' }, ['scene: Choose the scene to render.']],
  [
    'no layer',
    { layers: [] },
    ['layers: Tick the layers to render.', 'frames: Write the frames to render, such as 1-24.'],
  ],
  [
    'no name of a layer',
    { layers: [], frames: '1-24' },
    ['moreLayers: Write the names of the layers to render.'],
    binary,
  ],
  [
    'a name that is an option',
    { moreLayers: 'A, --run' },
    ['moreLayers: "--run" is no name of a layer.', 'frames: Write the frames to render, such as 1-24.'],
  ],
  ['no frames where the scene says none', {}, ['frames: Write the frames to render, such as 1-24.'], noFrames],
  ['a renderer that is not there', { renderer: 'gone' }, ['renderer: The renderer gone is not on PATH.']],
  ['no renderer', { renderer: '' }, ['renderer: Choose a renderer.']],
  [
    'no renderer in the project',
    { renderer: '' },
    ['renderer: The project has no renderer: add one under "renderers" in compline.yaml.'],
    someScene({ renderers: [] }),
  ],
  [
    'layers that write the same files',
    { layers: ['BG', 'CHAR'], output: 'r/a.exr' },
    ['output: All layers would write the same files: write {layer}, which stands for the name of each.'],
  ],
  ['a chunk of none', { chunkSize: '0' }, ['chunkSize: A whole number of at least 1.']],
  ['half a retry', { retries: '1.5' }, ['retries: A whole number from 0 to 100.']],
  ['too high a priority', { priority: '101' }, ['priority: A whole number from 0 to 100.']],
  ['more threads than there are', { threads: '15' }, ['threads: A whole number from 1 to 14.']],
  ['a negative timeout', { timeout: '-1' }, ['timeout: A whole number of at least 1.']],
  ['no amount', { memory: '8 TB' }, ['memory: An amount in gigabytes, such as 8 or 1.5.']],
  ['more memory than there is', { memory: '65' }, ['memory: The machine has 64.0 GB.']],
  ['more GPUs than there are', { gpus: '3' }, ['gpus: The machine has 2 GPUs.']],
  [
    'a GPU where none is known',
    { gpus: '1' },
    ['gpus: No GPU is known on this machine: leave it empty, or write 0.'],
    someScene({ share: { calls: 1, threads: 2, memory: 1e9, gpus: [], hasGpus: false } }),
  ],
  ['a tag that is too long', { tags: 'x'.repeat(101) }, ['tags: At most 100 tags of 100 characters.']],
  ['a comment that is too long', { comment: 'x'.repeat(10_001) }, ['comment: A comment has at most 10000 characters.']],
])('%s', (_name, change, expected, scene) => {
  expect(problems(change, scene)).toEqual(expected);
});

test('what is wrong with frames is told with its place', () => {
  const faults = [{ code: 'step-zero', message: 'A step is at least 1.', start: 5, end: 6 }];
  const wrong = { count: 0, first: [], faults };
  expect(problems({ frames: '1-10x0' }, someScene(), wrong)).toEqual(['frames: Character 6: A step is at least 1.']);
});

test('what is written is submitted, and what is left empty is not', () => {
  expect(submissionSchema.parse(submissionOf(values(), false))).toEqual(
    submissionSchema.parse({ scene: '/p/a.ma', layers: [{ name: 'BG' }], renderer: 'maya' }),
  );
  const full = values({
    moreLayers: ' FX, BG,,',
    frames: ' 1-24 ',
    output: 'r/{layer}.exr',
    chunkSize: '6',
    priority: '0',
    threads: '2',
    memory: '1,5 GB',
    gpus: '0',
    retries: '0',
    timeout: '60',
    paused: true,
    after: 'job-1',
    byFrame: true,
    tags: 'a, b, a',
    comment: 'c',
  });
  expect(submissionOf(full, false)).toEqual({
    scene: '/p/a.ma',
    layers: [{ name: 'BG' }, { name: 'FX' }],
    frames: '1-24',
    renderer: 'maya',
    output: 'r/{layer}.exr',
    chunkSize: 6,
    priority: 0,
    needs: { threads: 2, memory: 1_500_000_000, gpus: 0 },
    retries: 0,
    timeout: 60,
    paused: true,
    dependsOn: [{ job: 'job-1', byFrame: true }],
    tags: ['a', 'b'],
    comment: 'c',
  });
});
