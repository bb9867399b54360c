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
const NOTHING = { findings: [], moreFindings: 0, frames: [], moreFrames: 0 };

const problem = {
  ...{ kind: 'empty' as const, severity: 'error' as const, frame: 1004 },
  ...{ file: 'a.1004.exr', path: '/s/a.1004.exr', message: 'It is empty.' },
};

test('findings are those of the publish, where it tells them, else those of the comp as it is now', () => {
  const known = [
    { code: 'a', severity: 'warning' as const, message: 'now', line: 3 },
    { code: 'b', severity: 'hint' as const, message: 'no matter', line: 4 },
  ];
  expect(reportDetails(publish, known).findings).toEqual([known[0]]);
  const told = { code: 'c', severity: 'error', message: 'then', line: 4, character: 2 };
  const begun = { ...publish, findings: [told], moreFindings: 7, problems: [problem], moreProblems: 1 };
  expect(reportDetails(begun, known)).toMatchObject({
    ...{ findings: [{ code: 'c', message: 'then', line: 5 }], moreFindings: 7 },
    ...{ frames: [problem], moreFrames: 1 },
  });
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
    moreFindings: 0,
    frames: [problem],
    moreFrames: 8,
  };
  const text = reportMarkdown({ publish, job, details, addressOf });
  expect(text).toContain('# SH_(1) 004 WIP\n');
  expect(text).toContain('- **Outcome:** failed\n- **Version:** 004 WIP\n');
  expect(text).toContain('- **Comp:** [SH_(1).comp][1]\n');
  expect(text).toContain('- **Duration:** 1 min\n');
  expect(text).toContain('- **Comment:** a\\*b');
  expect(text).toContain('## Why it failed\n\nFrames are torn.\n\nLook at the log.\n');
  expect(text).toContain('[line 3][2]: The \\<size\\>. `comp-size`');
  expect(text).toContain('- error, [a.1004.exr][3]: It is empty.\n- 8 more\n');
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
