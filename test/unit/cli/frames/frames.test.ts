import { describe, expect, test } from 'vitest';
import type { CoreAccess } from '../../../../server/cli/core-access.ts';
import { runProgram } from '../../../../server/cli/program.ts';

const noCore = () => Promise.reject(new Error('no core is needed'));
const core: CoreAccess = { connect: noCore, stay: noCore, find: noCore, inProcess: noCore };

interface Said {
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** Calls `compline frames`; the text is the last word. */
async function frames(words: string, text: string): Promise<Said> {
  const said = { out: '', err: '' };
  const terminal = {
    out: (part: string) => (said.out += part),
    err: (part: string) => (said.err += part),
    room: async () => undefined,
    isInteractive: false,
  };
  const code = await runProgram(['frames', ...words.split(' '), text], '0.0.0', { terminal, core });
  return { code, ...said };
}

describe('lines', () => {
  const cases: [words: string, text: string, out: string][] = [
    ['expand', '1,5,10-12', '1\n5\n10\n11\n12\n'],
    ['expand', '-5--3', '-5\n-4\n-3\n'],
    ['expand', '-1', '-1\n'],
    ['expand --dialect fileseq', '1-2x0.5', '1\n1.5\n2.0\n'],
    ['expand --dialect opencue-java', ',', ''],
    ['compress', '1,2,3,5,7,9', '1-3,5-9x2\n'],
    ['compress --dialect opencue-py', '1,3,5,1', '1-5x2,1\n'],
    ['compress --dialect qube --to nuke', '1,3,5,7', '1-7x2\n'],
    ['convert --to openjd', '1-10x3', '1-10:3\n'],
    ['convert --to deadline', '1-100x5', '1-96x5,100\n'],
    ['convert --dialect fileseq --to compline', '1-10y3', '2-3,5-6,8-9\n'],
    ['chunk --size 4', '1-10', '1-4\n5-8\n9-10\n'],
    ['chunk', '1-25', '1-10\n11-20\n21-25\n'],
    ['chunk --size 3 --order coarse', '1-9', '1,9,5\n3,7,2\n4-8x2\n'],
    ['chunk --size 2 --to nuke', '1,5,9', '1 5\n9\n'],
  ];
  test.each(cases)('%s %s', async (words, text, out) => {
    expect(await frames(words, text)).toEqual({ code: 0, out, err: '' });
  });

  test('of errors, one each', async () => {
    const { code, out, err } = await frames('expand', '1-,x');
    expect([code, out]).toEqual([2, '']);
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/^Column 3: Found "," where/),
      expect.stringMatching(/^Column 4: Found "x" where/),
      '',
    ]);
  });

  test('a program that sorts is pointed out', async () => {
    const { out, err } = await frames('convert --to openjd', '10-1');
    expect([out, err]).toEqual(['1-10\n', expect.stringMatching(/^OpenJD sorts/)]);
  });
});

describe('JSON', () => {
  const cases: [words: string, text: string, document: unknown][] = [
    ['expand', '1-20x5', { dialect: 'compline', count: 5, frames: [1, 6, 11, 16, 20] }],
    ['expand --dialect opencue-java', ',', { dialect: 'opencue-java', count: 0, frames: [] }],
    ['expand --dialect fileseq', '1.5,2', { dialect: 'fileseq', count: 2, frames: ['1.5', '2'] }],
    ['compress', '1,2,3', { dialect: 'compline', text: '1-3', count: 3 }],
    ['convert --to nuke', '1,5', { dialect: 'compline', to: 'nuke', text: '1 5', count: 2 }],
    ['convert --to slurm', '5,1', { dialect: 'compline', to: 'slurm', text: '1,5', count: 2, reordered: true }],
    [
      'chunk --size 2',
      '1-3',
      {
        dialect: 'compline',
        count: 3,
        chunks: [
          { text: '1-2', count: 2 },
          { text: '3', count: 1 },
        ],
      },
    ],
  ];
  test.each(cases)('%s %s', async (words, text, document) => {
    const { code, out, err } = await frames(`${words} --json`, text);
    expect(JSON.parse(out)).toEqual(document);
    expect([code, err]).toEqual([0, '']);
  });

  test('holds long lists', async () => {
    const { out } = await frames('expand --json', '1-30000');
    const { frames: list } = JSON.parse(out) as { frames: readonly number[] };
    expect([list.length, list[0], list[10_000], list.at(-1)]).toEqual([30_000, 1, 10_001, 30_000]);
  });

  test('holds whole numbers of any size', async () => {
    const { out } = await frames('expand --json --dialect openjd', '99999999999999999999');
    expect(out).toContain('"frames": [99999999999999999999]');
  });

  const refused: [words: string, text: string, codes: readonly [code: string, column: number][]][] = [
    [
      'expand',
      '1-10-20,5x2',
      [
        ['step-or-comma-expected', 5],
        ['step-without-range', 10],
      ],
    ],
    ['expand', '', [['no-frames', 1]]],
    ['expand --dialect flamenco', '1-5,-3', [['part-unreadable', 5]]],
    ['expand', '1-10000001', [['too-many-frames', 1]]],
    ['chunk --size 1', '1-10000001', [['too-many-chunks', 1]]],
    ['convert --to flamenco', '-5--1', [['cannot-write', 1]]],
    ['compress --dialect qube', '1', [['cannot-write', 1]]],
    ['chunk --dialect fileseq --order coarse', '1.5', [['not-whole-frames', 1]]],
  ];
  test.each(refused)('of what is refused: %s %s', async (words, text, expected) => {
    const { code, out, err } = await frames(`${words} --json`, text);
    const { errors } = JSON.parse(out) as { errors: readonly { code: string; column: number; message: string }[] };
    expect(errors.map((error) => [error.code, error.column])).toEqual(expected);
    expect(errors.every(({ message }) => message.length > 10)).toBe(true);
    expect([code, err]).toEqual([2, '']);
  });

  const misuses: [words: string, message: RegExp][] = [
    ['expand --dialect foo', /'foo' is invalid.*compline, openjd/],
    ['convert', /--to/],
    ['convert --to qube', /'qube' is invalid/],
    ['chunk --size 0', /1 frame or more/],
    ['chunk --size 1e3', /1 frame or more/],
    ['expand --frobnicate', /--frobnicate/],
    ['expand 1', /too many arguments/],
  ];
  test.each(misuses)('of a call that is wrong: %s', async (words, message) => {
    const { code, out } = await frames(`${words} --json`, '1-5');
    const { error } = JSON.parse(out) as { error: { code: string; message: string } };
    expect([code, error.code]).toEqual([2, 'invalid-parameters']);
    expect(error.message).toMatch(message);
  });
});
