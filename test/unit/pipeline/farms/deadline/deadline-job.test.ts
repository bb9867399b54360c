import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadlineDialect } from '../../../../../server/formats/frames/dialects/deadline.ts';
import { argumentsFault, deadlineArguments } from '../../../../../server/pipeline/farms/deadline/deadline-arguments.ts';
import { deadlineOrder, outputOf } from '../../../../../server/pipeline/farms/deadline/deadline-job.ts';
import { TASK_STATES, WORKER_IS_UP } from '../../../../../server/pipeline/farms/deadline/deadline-states.ts';
import type { CallTemplate, FarmSettings } from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import { framesOf } from '../../../../../server/pipeline/queue/frame-chunk.ts';
import { docTable } from '../support/doc-table.ts';
import { chunksOf, orderOf, sampleTemplate } from '../support/template-order.ts';

const settings: FarmSettings = { name: 'dl', type: 'deadline', url: 'http://x', verify: true, unencrypted: false };
const callOf = (...args: CallTemplate['args'][number][]): CallTemplate => ({ ...sampleTemplate, args });

/** As `CommandLineToArgvW` splits the arguments after the program. */
function windowsSplit(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < line.length; ) {
    const [backslashes = ''] = /^\\*/.exec(line.slice(at)) ?? [];
    at += backslashes.length;
    if (line[at] === '"') {
      word = `${word ?? ''}${backslashes.slice(0, backslashes.length >> 1)}`;
      if (backslashes.length % 2 === 1) word += '"';
      else isQuoted = !isQuoted;
      at += 1;
    } else if (backslashes !== '') word = `${word ?? ''}${backslashes}`;
    else if (/[ \t]/.test(line[at] ?? '') && !isQuoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
      at += 1;
    } else {
      word = `${word ?? ''}${line[at]}`;
      at += 1;
    }
  }
  return word === undefined ? words : [...words, word];
}

/** As GLib's `g_shell_parse_argv` splits double quotes, by which Mono starts programs on other machines. */
function shellSplit(line: string): string[] {
  const words: string[] = [];
  for (const [, inside = ''] of line.matchAll(/"((?:\\.|[^"\\])*)"(?: |$)/gs)) {
    words.push(inside.replaceAll(/\\([\\"$`])/g, '$1'));
  }
  return words;
}

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        '\\',
        '\\\\',
        '$HOME',
        '`id`',
        ' ',
        '  ',
        '%PATH%',
        '&',
        '|',
        '<',
        '>',
        '-',
        '*',
        'é',
        '😀',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

test.each(['windows', 'linux', 'macos', undefined] as const)(
  'arguments arrive as they are, or are refused: %s',
  (platform) => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 5 }), (texts) => {
        const call = callOf(...texts.map((text) => [text]));
        if (argumentsFault(call, platform) !== undefined) return;
        const line = deadlineArguments(call);
        expect(windowsSplit(line)).toEqual(texts);
        if (platform !== 'windows') expect(shellSplit(line)).toEqual(texts);
      }),
      { numRuns: process.env.COMPLINE_FUZZ === undefined ? 300 : 50_000 },
    );
  },
);

test('paths of Windows are taken as they are', () => {
  const call = callOf(['\\\\server\\shows\\a b.comp'], ['C:\\out\\'], [], ['-f=', { frame: 'first' }]);
  expect(deadlineArguments(call)).toBe('"\\\\server\\shows\\a b.comp" "C:\\out\\\\" "" "-f=<STARTFRAME>"');
});

test.each<[CallTemplate, string]>([
  [
    callOf(['a', { frame: 'first' }], ['x<StartFrame>']),
    'Deadline would replace something in the argument x<StartFrame>.',
  ],
  [
    callOf(['<STARTFRAME%', { frame: 'first' }, '>']),
    'Deadline would replace something in the argument <STARTFRAME%<STARTFRAME>>.',
  ],
  [callOf(['<quote>']), 'Deadline would replace something in the argument <quote>.'],
  [callOf(['<AUXFILE0>']), 'Deadline would replace something in the argument <AUXFILE0>.'],
  [callOf(['“a”']), 'Deadline would replace something in the argument “a”.'],
  [callOf(['a\nb']), 'There is a line break or a control character in the argument a\nb.'],
  [callOf(['a\\']), "A backslash there would be taken differently by Deadline's workers: in the argument a\\."],
  [{ ...sampleTemplate, program: ' x' }, 'Deadline takes away the blanks around the program  x.'],
  [{ ...sampleTemplate, cwd: 'a\nb' }, 'There is a line break or a control character in a b.'],
  [{ ...sampleTemplate, environment: { 'A=B': '' } }, 'The variable A=B has a name that Deadline cannot hold.'],
  [
    { ...sampleTemplate, environment: { A: 'b\nc' } },
    'There is a line break or a control character in the variable A.',
  ],
])('a call that Deadline cannot hold is refused: %#', (template, refused) => {
  expect(deadlineOrder(settings, orderOf(chunksOf(1, 2, 1), { template }))).toEqual({ refused });
});

test.each<[string, Parameters<typeof orderOf>[0], Parameters<typeof orderOf>[1], string]>([
  [
    'irregular',
    [...chunksOf(1, 4, 2), ...chunksOf(9, 9, 1)],
    {},
    'Deadline makes its tasks by itself, of one size and one call for all; these chunks are not so.',
  ],
  [
    'steps in chunks',
    chunksOf(1, 20, 2, 5),
    {},
    'Deadline tells a task only its first and last frame: for frames at steps set the chunk size to 1.',
  ],
  ['below 0', chunksOf(-5, 5, 1), {}, 'Whether Deadline reads frames below 0 is not documented.'],
  [
    'exit codes',
    chunksOf(1, 2, 1),
    { layer: { successCodes: [0, 211] } },
    'Deadline takes only the exit code 0 for success.',
  ],
  ['a comma', chunksOf(1, 2, 1), { limits: ['a,b'] }, 'Deadline has no limit with a comma in its name: a,b.'],
])('what Deadline cannot take is refused: %s', (_, chunks, more, refused) => {
  expect(deadlineOrder(settings, orderOf(chunks, more))).toEqual({ refused });
});

test.each([
  ['1-20', chunksOf(1, 20, 7)],
  ['1-96x5', chunksOf(1, 100, 1, 5)],
  ['7', chunksOf(7, 7, 1)],
])('frames are written in its own form, and read back: %s', (text, chunks) => {
  const order = deadlineOrder(settings, orderOf(chunks));
  if ('refused' in order) throw new Error(order.refused);
  expect(order.frames).toBe(text);
  expect([...(deadlineDialect.parse(order.frames).frames ?? [])]).toEqual(
    chunks.flatMap(({ frames }) => framesOf(frames)),
  );
});

test.each([
  [['/out/shot.1001.exr'], 1001, { folder: '/out', name: 'shot.####.exr' }],
  [['C:\\out\\v001_1.exr'], 1, { folder: 'C:\\out', name: 'v001_#.exr' }],
  [['/out/movie.mov'], 1, { folder: '/out', name: 'movie.mov' }],
  [[], 1, undefined],
])('the output of %j', (outputs, first, expected) => {
  const [task] = orderOf(chunksOf(first, first, 1)).tasks;
  expect(outputOf({ tasks: task === undefined ? [] : [{ ...task, outputs }] })).toEqual(expected);
});

test('the page shows the tables', () => {
  expect(docTable('deadline.md', 'task')).toEqual(
    [...TASK_STATES].map(([stat, { name, standing }]) => [`${name} (${stat})`, standing]),
  );
  expect(docTable('deadline.md', 'worker')).toEqual(
    [...WORKER_IS_UP].map(([stat, { name, isUp }]) => [`${name} (${stat})`, isUp ? 'yes' : 'no']),
  );
});
