import { describe, expect, test } from 'vitest';
import { placeholderFaults } from '../../../../server/formats/config/placeholders.ts';
import { FrameList } from '../../../../server/formats/frames/frame-list.ts';
import { frameRun } from '../../../../server/formats/frames/frame-run.ts';
import { RENDERER_PRESETS } from '../../../../server/formats/renderers/all-presets.ts';
import { resolveRenderer } from '../../../../server/formats/renderers/renderer.ts';
import { type CallValues, callArguments, framesFor } from '../../../../server/formats/renderers/renderer-call.ts';

const VALUES: CallValues = {
  comp: '/p/a.comp',
  scene: '/p/s.ma',
  script: '/p/r.py',
  project: '/p',
  saver: 'OUT',
  first: '1',
  last: '10',
  count: '10',
  step: '1',
  frames: '1..10',
  output: '/o/a.%04d.exr',
  outputFolder: '/o',
  outputName: 'a',
  outputBase: '/o/a.',
  hashes: '####',
  padding: '4',
  extension: 'exr',
  outputFirst: '1',
  media: '/m/p.%04d.exr',
  mediaFirst: '1',
  threads: '6',
};

const called = (name: string, more: CallValues = {}): string => {
  const call = callArguments(resolveRenderer('r', { preset: name }), { ...VALUES, ...more });
  return 'args' in call ? call.args.join(' ') : `missing ${call.missing}`;
};

test.each([
  ['fusion-render-node', {}, '/p/a.comp -render -start 1 -end 10 -step 1 -verbose -status -quit'],
  ['fusion-script', {}, '-l lua /p/r.py /p/a.comp OUT 1 10 /o/a.%04d.exr'],
  ['maya', {}, '-r file -s 1 -e 10 -b 1 -proj /p -rd /o -im a -fnc name.#.ext -pad 4 /p/s.ma'],
  [
    'maya-redshift',
    { layer: 'BG', camera: 'cam', format: 'exr' },
    '-r redshift -s 1 -e 10 -b 1 -rl BG -cam cam -proj /p -rd /o -im a -of exr -fnc name.#.ext -pad 4 /p/s.ma',
  ],
  [
    'maya-arnold',
    {},
    '-r arnold -s 1 -e 10 -b 1 -proj /p -rd /o -im a -fnc name.#.ext -pad 4 -ai:lve 2 -ai:threads 6 /p/s.ma',
  ],
  [
    'maya-vray',
    { width: '1920', height: '1080' },
    '-r vray -s 1 -e 10 -b 1 -proj /p -rd /o -im a -fnc name.#.ext -pad 4 -x 1920 -y 1080 -threads 6 /p/s.ma',
  ],
  ['mayapy', {}, '/p/r.py --scene /p/s.ma --frames 1..10 --output /o/a.%04d.exr --threads 6'],
  ['blender', { format: 'OPEN_EXR' }, '-b /p/s.ma --python-exit-code 1 -o /o/a.#### -F OPEN_EXR -x 1 -t 6 -f 1..10'],
  ['nuke', {}, '-V 1 -m 6 -F 1..10 -x /p/s.ma'],
  [
    'after-effects',
    { layer: 'Main' },
    '-project /p/s.ma -comp Main -s 1 -e 10 -i 1 -output /o/a.[####].exr -v ERRORS_AND_PROGRESS',
  ],
  [
    'ffmpeg',
    {},
    '-nostdin -hide_banner -y -loglevel level+warning -nostats -progress pipe:1 -threads 6 -start_number 1 -i /m/p.%04d.exr -frames:v 10 -start_number 1 /o/a.%04d.exr',
  ],
])('%s is called with %j', (name, more, args) => {
  expect(called(name, more)).toBe(args);
});

describe('arguments', () => {
  const call = (args: (string | string[])[], values: CallValues) => callArguments({ args }, values);

  test('of a group are left out together, and one by itself is missed', () => {
    expect(call(['a', ['-x', '{layer}', '{camera}'], 'b'], { layer: 'BG' })).toEqual({ args: ['a', 'b'] });
    expect(call(['a', '{camera}'], {})).toEqual({ missing: 'camera' });
    expect(call([['-x', '{layer}']], { layer: '' })).toEqual({ args: ['-x', ''] });
  });

  test('keep what values hold as it is', () => {
    const scene = `C:\\it's "here" {first} %d $(x)`;
    expect(call(['{scene}', '{{x}}'], { scene, first: '1' })).toEqual({ args: [scene, '{x}'] });
  });
});

test('every preset holds known placeholders and writes frames in its dialect', () => {
  for (const { name, args } of RENDERER_PRESETS) {
    expect(args.flat().flatMap(placeholderFaults)).toEqual([]);
    expect(framesFor(resolveRenderer('r', { preset: name }), FrameList.of([frameRun(1, 10)]))).toHaveProperty('text');
  }
});

test('frames that a program cannot be told are refused in a sentence', () => {
  const blender = resolveRenderer('r', { preset: 'blender' });
  expect(framesFor(blender, FrameList.of([frameRun(-5, 3)]))).toHaveProperty('refused');
  expect(framesFor(blender, FrameList.of([frameRun(1, 3)]))).toEqual({ text: '1..3' });
});

test('a configuration has the word over its preset', () => {
  const config = { preset: 'maya-redshift', args: ['x'], successCodes: [0, 211], gpus: 2, progress: ['f(?<frame>1)'] };
  const renderer = resolveRenderer('r', config);
  expect(renderer).toMatchObject({
    programs: ['Render'],
    args: ['x'],
    successCodes: [0, 211],
    gpus: 2,
    patterns: { frameFinished: ['f(?<frame>1)'] },
  });
  expect(resolveRenderer('r', { program: 'p', args: [] })).toMatchObject({ programs: ['p'], successCodes: [0] });
});
