import { describe, expect, test } from 'vitest';
import type { EarlierVersion } from '../../../../server/checks/publish-check.ts';
import { outputFiles } from '../../../../server/project/sequence.ts';
import { FLOW } from '../check-case.ts';
import { type FakePublish, findings, SHA256 } from './publish-subject.ts';

const SAVER = '_FINAL = Saver { PassThrough = true, Inputs = { Input = Input { SourceOp = "L", Source = "Output" } } }';
const COMP = FLOW(`L = Loader { }, ${SAVER}`);
const EARLIER: EarlierVersion = {
  ...{ number: 3, state: 'WIP', saver: '_FINAL', compSha256: SHA256 },
  ...{ frames: { first: 1001, last: 1010 }, files: 10, bytes: 50e9 },
};
const EXR = 'the same kind of files';

const cases: readonly [code: string, name: string, fake: FakePublish, found: readonly string[]][] = [
  [
    'publish-access',
    'a folder without permission',
    {
      disk: {
        whyNotWritable: async (folder) => (folder.endsWith('_published') ? 'you have no permission' : undefined),
      },
    },
    ['error /show/sh010/comp/_published cannot be written to: you have no permission.'],
  ],
  [
    'publish-access',
    'an export folder that is read-only',
    {
      intent: { deliveredTo: ['/show/06-EXPORT', '/show/06-EXPORT/A'] },
      disk: {
        whyNotWritable: async (folder) => (folder.startsWith('/show/06') ? 'the disk is read-only' : undefined),
      },
    },
    ['error /show/06-EXPORT cannot be written to: the disk is read-only.'],
  ],
  [
    'publish-access',
    'two of them, told once',
    { disk: { whyNotWritable: async () => 'the disk is read-only' } },
    ['error /show/sh010/comp cannot be written to: the disk is read-only.'],
  ],
  ['publish-space', 'a first version', { disk: { freeBytes: async () => 3000 } }, []],
  [
    'publish-space',
    'no room for the comp itself',
    { disk: { freeBytes: async () => 2999 } },
    ['error 3.0 kB are needed in /show/sh010/comp/_published, and 3.0 kB are free there.'],
  ],
  ['publish-space', 'room by the size of frames', { earlier: [EARLIER], disk: { freeBytes: async () => 60.1e9 } }, []],
  [
    'publish-space',
    `too little by the newest version of ${EXR}`,
    {
      earlier: [
        { ...EARLIER, number: 5, saver: 'Other', bytes: 1 },
        { ...EARLIER, number: 4, files: 1, bytes: 1 },
        EARLIER,
      ],
      disk: { freeBytes: async () => 59e9 },
    },
    ['error 60 GB are needed in /show/sh010/comp/_published, going by v003, and 59 GB are free there.'],
  ],
  [
    'publish-space',
    'a movie, by its length',
    {
      intent: { files: outputFiles('f.mov') },
      earlier: [{ ...EARLIER, files: 1, bytes: 10e9 }],
      disk: { freeBytes: async () => 11e9 },
    },
    ['error 12 GB are needed in /show/sh010/comp/_published, going by v003, and 11 GB are free there.'],
  ],
  ['publish-space', 'a disk that does not say', { disk: { freeBytes: async () => undefined }, earlier: [EARLIER] }, []],
  [
    'publish-locked',
    'a lock of another one',
    { disk: { lockedBy: async (file) => (file.endsWith('a.comp') ? 'Ann on ws07' : undefined) } },
    ['warning Ann on ws07 has locked this comp: what is published may not be what they are about to save.'],
  ],
  [
    'publish-at-work',
    'a number that is reserved',
    { disk: { reservedIn: async () => [4] } },
    ['warning v004 of this step is being published at this moment.'],
  ],
  ['publish-at-work', 'a preview', { disk: { reservedIn: async () => [4] }, intent: { kind: 'preview' } }, []],
  [
    'publish-unchanged',
    'the same comp',
    { earlier: [EARLIER] },
    ['warning v003 was published from this very comp, in the same state.'],
  ],
  ['publish-unchanged', 'in another state', { earlier: [EARLIER], intent: { state: 'OK' } }, []],
  ['publish-unchanged', 'another comp since', { earlier: [{ ...EARLIER, number: 4, compSha256: 'cd' }, EARLIER] }, []],
  ['publish-unchanged', 'another Saver', { earlier: [{ ...EARLIER, saver: 'Matte' }] }, []],
  [
    'publish-state',
    'no state of Ramses',
    { intent: { state: 'FIN' } },
    ['warning The project has no state FIN; it has NO, STB, TODO, QST, WIP, CHK, RDR, CBB, OK.'],
  ],
  ['publish-state', 'one of the project', { intent: { state: 'fin' }, config: { states: ['FIN'] } }, []],
  ['publish-state', 'none', { intent: { state: '' } }, []],
  ['publish-comment', 'a project that does not ask', { intent: { comment: '' } }, []],
  [
    'publish-comment',
    'one that does',
    { intent: { comment: ' ' }, severities: { 'publish-comment': 'error' } },
    ['error Say what is new in this version: it has no comment.'],
  ],
  [
    'publish-comp-changed',
    'another content',
    { disk: { sha256: async () => 'cd' } },
    ['error The comp was saved while it was being checked.'],
  ],
  ['publish-comp-changed', 'a disk that does not answer', { disk: { sha256: async () => undefined } }, []],
];

test.each(cases)('%s: %s', async (code, _name, fake, found) => {
  const all = await findings(COMP, fake, code);
  expect(all.map(({ severity, message }) => `${severity} ${message}`)).toEqual(found);
  for (const { range } of all) expect(COMP.slice(range.start, range.end)).toBe('_FINAL');
});

test('a publish of which nothing is wrong has no findings, and a check that is off none', async () => {
  expect(await findings(COMP)).toEqual([]);
  const disk = { reservedIn: async () => [4] };
  expect(await findings(COMP, { disk, severities: { 'publish-at-work': 'off' } })).toEqual([]);
  expect(await findings(COMP, { disk, severities: { 'publish-at-work': 'error' } })).toMatchObject([
    { code: 'publish-at-work', severity: 'error' },
  ]);
});

describe('tools that are passed through', () => {
  const FED = (name: string, by: string, more = '') =>
    `${name} = Blur { ${more} Inputs = { Input = Input { SourceOp = "${by}", Source = "Output" } } }`;
  const OUT = '_FINAL = Saver { PassThrough = true, Inputs = { Input = Input { SourceOp = "B", Source = "Output" } } }';
  test.each([
    ['one upstream, far', FLOW(`L = Loader { PassThrough = true }, ${FED('B', 'L')}, ${OUT}`), ['L']],
    ['one elsewhere', FLOW(`L = Loader { }, ${FED('B', 'L')}, ${FED('C', 'L', 'PassThrough = true,')}, ${OUT}`), []],
    [
      'a group upstream',
      FLOW(
        `G = GroupOperator { PassThrough = true, Outputs = { O = InstanceOutput { SourceOp = "I", Source = "Output" } }, Tools = { I = Loader { } } }, B = Blur { Inputs = { Input = Input { SourceOp = "G", Source = "O" } } }, ${OUT}`,
      ),
      ['G'],
    ],
    [
      'the group around the Saver',
      FLOW(`G = GroupOperator { PassThrough = true, Tools = { L = Loader { }, ${FED('B', 'L')}, ${OUT} } }`),
      [],
    ],
  ])('%s', async (_name, text, names) => {
    const found = await findings(text, {}, 'publish-passed-through');
    expect(found.map(({ range }) => text.slice(range.start, range.end))).toEqual(names);
  });
});
