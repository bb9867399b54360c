import { expect, test } from 'vitest';
import { OutputReader } from '../../../../server/pipeline/workers/output-reader.ts';

const command = { program: 'p', args: [], cwd: '/', environment: {} };
const order = (reading?: object, progress: readonly string[] = []) => ({
  command: reading === undefined ? command : { ...command, reading },
  frames: { first: 1001, last: 1004 },
  progress,
});

test('frames are counted and lines are written with their levels', () => {
  const reader = new OutputReader(order({ preset: 'blender' }), () => 0);
  const read = reader.stream();
  expect(
    read(['Fra:1001 Mem:1M | Time:00:00.06 | Rendering 1 / 64 samples', ' Time: 00:01.69 (Saving: 00:00.67)']),
  ).toEqual({
    written: [
      '[info] Fra:1001 Mem:1M | Time:00:00.06 | Rendering 1 / 64 samples',
      '[info]  Time: 00:01.69 (Saving: 00:00.67)',
    ],
    framesDone: 1,
  });
  expect(read(['Warning: old file', '\u001b[31mError: no camera\u001b[0m'])).toEqual({
    written: ['[warning] Warning: old file', '[error] Error: no camera'],
  });
  expect(reader.said).toBe('no camera');
});

test('what frames took is what the renderer says, else the time that has gone by', () => {
  let now = 0;
  const reader = new OutputReader(order({ preset: 'blender' }, ['^finished (?<frame>\\d+)']), () => now);
  const read = reader.stream();
  read(['Fra:1001 Mem:1M | Rendering', ' Time: 00:01.69 (Saving: 00:00.67)']);
  now = 5_000;
  read(['finished 1002', 'finished 1003']);
  expect(reader.drainTimes()).toEqual({ first: 1001, seconds: [1.69, 2.5, 2.5] });
  expect(reader.drainTimes()).toBeUndefined();
});

test('patterns of the job come before those of the preset', () => {
  const reading = { preset: 'blender', patterns: { frameFinished: ['^done (?<frame>\\d+)'], ignore: ['no camera'] } };
  const reader = new OutputReader(order(reading, ['^finished (?<frame>\\d+)']), () => 0);
  const read = reader.stream();
  expect(read(['done 1002']).framesDone).toBe(2);
  expect(read(['finished 1003']).framesDone).toBe(3);
  expect(read(['Error: no camera']).written).toEqual(['[info] Error: no camera']);
});

test('a place is written so that it becomes a link, and once', () => {
  const read = new OutputReader(order(), () => 0).stream();
  const lines = [
    'Traceback (most recent call last):',
    '  File "/show/a.py", line 3, in f',
    'KeyError: x',
    'Error: /show/b.lua:7: y',
  ];
  expect(read(lines).written).toEqual([
    '[error] Traceback (most recent call last):',
    '[error]   File "/show/a.py", line 3, in f',
    '[error] KeyError: x (/show/a.py:3)',
    '[error] Error: /show/b.lua:7: y',
  ]);
});

test('what is printed on one stream does not break into the other', () => {
  const reader = new OutputReader(order(), () => 0);
  const [out, error] = [reader.stream(), reader.stream()];
  error(['Traceback (most recent call last):', '  File "/show/a.py", line 3, in f']);
  out(['between']);
  expect(error(['KeyError: x']).written).toEqual(['[error] KeyError: x (/show/a.py:3)']);
});

test('the rate is told now and then, and at the end', () => {
  let now = 0;
  const reader = new OutputReader(order(undefined, ['f(?<frame>\\d+)']), () => now);
  const read = reader.stream();
  expect(reader.summary()).toBeUndefined();
  now = 4_000;
  expect(read(['f1001']).written).toEqual(['[info] f1001']);
  now = 12_000;
  expect(read(['f1003']).written).toEqual([
    '[info] f1003',
    '[core] 3 of 4 frames, 4 s a frame, 900 frames an hour, 4 s left',
  ]);
  now = 20_000;
  read(['f1004']);
  expect(reader.summary()).toBe('[core] 4 of 4 frames, 4 s a frame, 900 frames an hour');
});

test('what was told with the last frame is not told once more at the end', () => {
  let now = 0;
  const reader = new OutputReader(order(undefined, ['f(?<frame>\\d+)']), () => now);
  const read = reader.stream();
  now = 40_000;
  expect(read(['f1004']).written).toEqual(['[info] f1004', expect.stringContaining('4 of 4 frames')]);
  expect(reader.summary()).toBeUndefined();
});

test('no line says that a render went well', () => {
  const reader = new OutputReader(order({ preset: 'maya-redshift' }), () => 0);
  const read = reader.stream();
  const { framesDone } = read(['Pre-render finished', 'Shader prerender done', 'Scene final render done_v2.ma loaded']);
  expect(framesDone).toBeUndefined();
});
