import { expect, test, vi } from 'vitest';
import { linksInText } from '../../../../client/publish/numbered-links.ts';
import { reportDetails } from '../../../../client/publish/report-details.ts';
import { reportMarkdown } from '../../../../client/publish/report-markdown.ts';
import type { Job } from '../../../../server/protocol/jobs.ts';
import type { Publish } from '../../../../server/protocol/publishes.ts';
import { someJob } from '../queue/some-job.ts';

vi.mock('vscode', () => import('../fake-l10n.ts'));

const publish: Publish = {
  ...{ id: 'p1', kind: 'publish', project: '/p', comp: '/p/SH_(1).comp', phase: 'failed', version: 4, state: 'WIP' },
  ...{ comment: 'a*b', owner: 'ann', startedAt: 0, endedAt: 95_000, revision: 1, job: 'j1' },
  frames: { first: 1001, last: 1012 },
  error: { code: 'verification-failed', message: 'Frames are torn.', nextStep: 'Look at the log.' },
};
const addressOf = (file: string, line?: number) => `file://${file}${line === undefined ? '' : `#L${line}`}`;
const NOTHING = { findings: [], frames: [] };

test.each([
  [undefined, NOTHING],
  ['nonsense', NOTHING],
  [{ findings: 'no list', faults: [{ file: 3 }, 'x', { fault: 'of nothing' }] }, NOTHING],
  [
    {
      findings: [{ severity: 'error', code: 'c', message: 'm', line: 4, character: 2 }, { message: 'no line' }],
      faults: [{ file: 'a.1004.exr', fault: 'It is empty.', frame: 1004 }],
    },
    {
      findings: [{ severity: 'error', code: 'c', message: 'm', line: 5 }],
      frames: [{ file: 'a.1004.exr', problem: 'It is empty.', frame: 1004 }],
    },
  ],
  [
    { frames: [{ path: '/s/a.1005.exr', message: 'It is torn.' }], missing: [1007, 'x'] },
    {
      findings: [],
      frames: [
        { file: '/s/a.1005.exr', problem: 'It is torn.' },
        { file: '', frame: 1007, problem: 'gone' },
      ],
    },
  ],
])('the details of an error: %j', (details, expected) => expect(reportDetails(details, 'gone')).toEqual(expected));

test('files are those of the folder that the error names', () => {
  const faults = [
    { file: 'a.exr', fault: 'It is empty.' },
    { file: '/s/b.exr', fault: 'It is torn.' },
  ];
  const { frames } = reportDetails({ faults, missing: [4] }, 'gone', '/staging');
  expect(frames.map(({ file }) => file)).toEqual(['/staging/a.exr', '/s/b.exr', '']);
});

test('a report says what, how it went, what is wrong, and leads there', () => {
  const job = {
    ...someJob('j1', 1, { framesDone: 8, framesTotal: 12 }),
    layers: [
      {
        tasks: [
          {
            frames: { first: 1001, last: 1006 },
            attempts: [
              { number: 1, state: 'failed', startedAt: 0, reason: 'Exit code 3.' },
              { number: 2, state: 'completed', startedAt: 0 },
            ],
          },
        ],
      },
    ],
  } as unknown as Job;
  const details = {
    findings: [{ severity: 'warning', code: 'comp-size', message: 'The <size>.', line: 3 }],
    frames: [{ file: '/s/a.1004.exr', problem: 'It is empty.', frame: 1004 }],
  };
  const text = reportMarkdown({ publish, job, details, addressOf });
  expect(text).toContain('# SH_(1) 004 WIP\n');
  expect(text).toContain('- **Outcome:** failed\n- **Version:** 004 WIP\n');
  expect(text).toContain('- **Comp:** [SH_(1).comp][1]\n');
  expect(text).toContain('- **Duration:** 1 min\n');
  expect(text).toContain('- **Comment:** a\\*b');
  expect(text).toContain('## Why it failed\n\nFrames are torn.\n\nLook at the log.\n');
  expect(text).toContain('[line 3][2]: The \\<size\\>. `comp-size`');
  expect(text).toContain('- [a.1004.exr][3]: It is empty.');
  expect(text).toContain('8 of 12 frames · [Show Job Log][4]');
  expect(text).toContain('- Frames 1001-1006, attempt 1: Exit code 3.\n');
  expect(linksInText(text).map(({ start, end, address }) => [text.slice(start, end), address])).toEqual([
    ['SH_(1).comp', 'file:///p/SH_(1).comp'],
    ['line 3', 'file:///p/SH_(1).comp#L3'],
    ['a.1004.exr', 'file:///s/a.1004.exr'],
    ['Show Job Log', 'command:compline.showJobLog?%5B%22j1%22%5D'],
  ]);
});

test('a publish that went well has no word of what went wrong', () => {
  const { error: _, job: __, ...rest } = publish;
  const done: Publish = { ...rest, phase: 'completed', target: '/p/_published/004_WIP' };
  const text = reportMarkdown({ publish: done, job: undefined, details: NOTHING, addressOf });
  expect(text).toContain('- **Target:** [004_WIP][2]\n');
  expect(text).toContain('\n[2]: command:compline.showVersion?%5B%22%2Fp%2F_published%2F004_WIP%22%5D\n');
  expect(text).not.toContain('##');
});
