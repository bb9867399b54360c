import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCueJavaDialect } from '../../../../../server/formats/frames/dialects/opencue-java.ts';
import type { CallTemplate, FarmOrder, FarmSettings } from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import { openCueOrder } from '../../../../../server/pipeline/farms/opencue/opencue-faults.ts';
import { openCueSpec } from '../../../../../server/pipeline/farms/opencue/opencue-spec.ts';
import { framesOf } from '../../../../../server/pipeline/queue/frame-chunk.ts';
import { chunksOf, orderOf, sampleTemplate } from '../support/template-order.ts';
import { parseXml, type XmlElement } from './tiny-xml.ts';

const settings: FarmSettings = {
  name: 'cue',
  type: 'opencue',
  url: 'http://x',
  verify: true,
  unencrypted: false,
  show: 'testing',
};
/** Prints each of its arguments, ended by NUL, and the folder that it is in first. */
const ECHO = ['-c', 'pwd; for it; do printf "%s\\0" "$it"; done', 'sh'];
const echo = (...args: CallTemplate['args'][number][]): CallTemplate => ({
  ...sampleTemplate,
  program: '/bin/sh',
  args: [...ECHO.map((it) => [it]), ...args],
  cwd: '/',
});

/** The commands that cuebot would hand to machines for an order, chunk by chunk, with its tokens replaced as it does. */
function commandsOf(order: FarmOrder, more: Partial<FarmSettings> = {}): string[] {
  const possible = openCueOrder({ ...settings, ...more }, order);
  if ('refused' in possible) throw new Error(possible.refused);
  const job = parseXml(openCueSpec({ ...settings, ...more }, possible)).children.at(-1) as XmlElement;
  return (job.children.at(-1) as XmlElement).children.flatMap(({ children: [cmd, range, size] }) => {
    const chunk = Number(size?.text);
    const frames = [...(openCueJavaDialect.parse(range?.text ?? '').frames ?? [])];
    return frames.filter((_, index) => index % chunk === 0).map((frame) => replaced(cmd?.text ?? '', frame, chunk));
  });
}

/** As `DispatchSupportService.prepareRqdRunFrame`, in its order. */
const replaced = (command: string, frame: number, chunk: number): string =>
  command
    .trim()
    .replaceAll('#ZFRAME#', String(frame).padStart(4, '0'))
    .replaceAll('#IFRAME#', String(frame))
    .replaceAll('#FRAME_START#', String(frame))
    .replaceAll('#FRAME_END#', String(frame + chunk - 1))
    .replaceAll('#FRAME_CHUNK#', String(chunk))
    .replaceAll('#LAYER#', 'LAYER')
    .replaceAll('#JOB#', 'JOB')
    .replaceAll('#FRAMESPEC#', 'SPEC')
    .replaceAll('#FRAME#', 'FRAME');

/** Runs a command as RQD does: from a file, by a shell, `nice` before it. */
const run = (command: string) => spawnSync('/bin/sh', ['-c', `nice ${command}`], { encoding: 'utf8', cwd: '/tmp' });

test('what a program gets is what was said, whatever was said', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      '#LAYER#',
      '#FRAME#',
      "'",
      '"',
      '$HOME',
      '`id`',
      '\\',
      '!',
      '#',
      '\n',
      ';',
      '&',
      '<cmd>',
      ']]>',
      '*',
      '-',
      ' ',
    ),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const argument = fc.array(hostile, { maxLength: 5 }).map((parts) => parts.join(''));
  const some = fc.array(argument, { maxLength: 6 });
  fc.assert(
    fc.property(some, fc.boolean(), (args, atSteps) => {
      const texts = args.map((it) => it.replaceAll(/(?!\n)\p{Cc}|[\ufffe\uffff]/gu, ''));
      const template = echo(...texts.map((it) => [it]));
      const order = orderOf(atSteps ? chunksOf(1, 9, 2, 4) : chunksOf(1, 1, 1), { template });
      const { stdout, stderr } = run(commandsOf(order)[0] ?? '');
      expect(stderr).toBe('');
      expect(stdout).toBe(['/\n', ...texts.map((it) => `${it}\0`)].join(''));
    }),
    { numRuns: process.env.COMPLINE_FUZZ === undefined ? 60 : 2_000 },
  );
});

test.each([
  ['one by one', chunksOf(5, 8, 1)],
  ['one by one, at steps', chunksOf(1, 20, 1, 5)],
  ['whole chunks', chunksOf(1, 20, 10)],
  ['a shorter last chunk', chunksOf(1, 25, 10)],
  ['a last chunk of one frame', chunksOf(1, 21, 10)],
  ['one chunk', chunksOf(1001, 1010, 50)],
  ['at steps', chunksOf(1, 100, 4, 5)],
  ['at steps, a shorter last chunk', chunksOf(1, 90, 4, 5)],
  ['at steps, a last chunk of one frame', chunksOf(1, 41, 4, 5)],
  ['a single frame', chunksOf(0, 0, 1)],
])('the frames of each chunk are those of the order: %s', (_, chunks) => {
  const order = orderOf(chunks, { template: echo([{ frame: 'first' }], ['to=', { frame: 'last' }, '!']) });
  const { stdout } = run(commandsOf(order).join('; '));
  const told = [...stdout.matchAll(/\n?\/\n(\d+)\0to=(\d+)!\0/g)].map(([, first, last]) => [
    Number(first),
    Number(last),
  ]);
  expect(told).toEqual(chunks.map(({ frames }) => [frames.first, frames.last]));
  expect(chunks.flatMap(({ frames }) => framesOf(frames)).length).toBeGreaterThan(0);
});

test.each([
  [[0], [0, 1, 3]],
  [
    [0, 3],
    [0, 1, 0],
  ],
  [[3], [1, 1, 0]],
])('exit codes %j mean success', (successCodes, expected) => {
  for (const step of [1, 4]) {
    const ended = [0, 1, 3].map((code) => {
      const template: CallTemplate = {
        ...sampleTemplate,
        program: '/bin/sh',
        args: [['-c'], [`exit ${code}`]],
        cwd: '/',
      };
      return run(commandsOf(orderOf(chunksOf(1, 9, 2, step), { template, layer: { successCodes } }))[0] ?? '').status;
    });
    expect(ended).toEqual(expected);
  }
});

test('a folder that is not there ends the call', () => {
  const [command = ''] = commandsOf(orderOf(chunksOf(1, 1, 1), { template: { ...echo(), cwd: '/not there' } }));
  expect(run(command)).toMatchObject({ stdout: '', status: expect.toSatisfy((code) => code !== 0) });
});

test('on Windows machines arguments are in double quotes, and backslashes before these are doubled', () => {
  const template: CallTemplate = {
    ...sampleTemplate,
    program: 'C:\\Program Files\\Fusion\\FusionRenderNode.exe',
    args: [['\\\\server\\shows\\a b.comp'], ['-start', { frame: 'first' }], ['C:\\out\\'], []],
  };
  expect(commandsOf(orderOf(chunksOf(1, 4, 4), { template }), { platform: 'windows' })).toEqual([
    '"C:\\Program Files\\Fusion\\FusionRenderNode.exe" "\\\\server\\shows\\a b.comp" "-start1" "C:\\out\\\\" ""',
  ]);
});

test.each<[string, Parameters<typeof orderOf>[0], Parameters<typeof orderOf>[1], Partial<FarmSettings>, string]>([
  ['below 0', chunksOf(-5, 5, 1), {}, {}, 'OpenCue has no frames below 0.'],
  [
    'irregular',
    [...chunksOf(1, 4, 2), ...chunksOf(9, 9, 1)],
    {},
    {},
    'OpenCue makes its chunks by itself, of one size and one call for all; these are not so.',
  ],
  [
    'root',
    chunksOf(1, 1, 1),
    { job: { owner: 'root' } },
    {},
    'OpenCue takes no jobs of root: name another user with user.',
  ],
  ['a pool', chunksOf(1, 1, 1), { pool: 'a' }, {}, 'OpenCue has no pools: name tags of its machines with group.'],
  [
    'a tag',
    chunksOf(1, 1, 1),
    { group: 'gpu|x y' },
    {},
    'x y is no tag: tags are letters, digits, _ and dots, at least three, with | between.',
  ],
  [
    'a blank',
    chunksOf(1, 1, 1),
    { template: { ...sampleTemplate, environment: { A: ' b' } } },
    {},
    'OpenCue takes away blanks around the value of a variable: A.',
  ],
  [
    'a name',
    chunksOf(1, 1, 1),
    { template: { ...sampleTemplate, environment: { 'A(x)': 'b' } } },
    {},
    'The variable A(x) has a name that OpenCue cannot hold.',
  ],
  [
    'a long name',
    chunksOf(1, 1, 1),
    { template: { ...sampleTemplate, environment: { ['A'.repeat(37)]: 'b' } } },
    {},
    `OpenCue keeps 36 characters of a variable's name: ${'A'.repeat(37)}.`,
  ],
  [
    'a long value',
    chunksOf(1, 1, 1),
    { template: { ...sampleTemplate, environment: { A: 'b'.repeat(2_049) } } },
    {},
    'OpenCue keeps 2048 characters of a variable: A.',
  ],
  [
    'a long call',
    chunksOf(1, 1, 1),
    { template: echo(['x'.repeat(4_000)]) },
    {},
    'OpenCue keeps 4000 characters of a command, and this one is longer.',
  ],
  [
    'no XML',
    chunksOf(1, 1, 1),
    { template: echo(['a\u0001']) },
    {},
    'The call has characters that a job of OpenCue cannot hold.',
  ],
  [
    'half a character',
    chunksOf(1, 1, 1),
    { template: echo(['\ud800']) },
    {},
    'The call has characters that a job of OpenCue cannot hold.',
  ],
  [
    'steps on Windows',
    chunksOf(1, 9, 2, 2),
    {},
    { platform: 'windows' },
    'Frames at steps go to Windows machines of OpenCue one by one: set the chunk size to 1.',
  ],
  [
    'codes on Windows',
    chunksOf(1, 1, 1),
    { layer: { successCodes: [0, 211] } },
    { platform: 'windows' },
    'On Windows machines OpenCue takes only the exit code 0 for success.',
  ],
  [
    'signs on Windows',
    chunksOf(1, 1, 1),
    { template: echo(['50%']) },
    { platform: 'windows' },
    'This cannot be said in a command of a Windows machine: pwd; for it; do printf "%s\\0" "$it"; done',
  ],
])('what OpenCue cannot take is refused: %s', (_, chunks, more, config, refused) => {
  expect(openCueOrder({ ...settings, ...config }, orderOf(chunks, more))).toEqual({ refused });
});
