import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../server/checks/check.ts';
import { formatGithub, formatText, reportOf } from '../../../../server/cli/check/report.ts';

const finding = (start: number, end: number, rest: Partial<Finding> = {}): Finding => ({
  code: 'dangling-source',
  severity: 'error',
  message: 'There is no tool "Blur2".',
  range: { start, end },
  ...rest,
});

describe('reportOf', () => {
  const cases: readonly [name: string, text: string, offset: number, line: number, character: number][] = [
    ['the start', 'abc', 0, 0, 0],
    ['the end of a text without a line end', 'abc', 3, 0, 3],
    ['after a line feed', 'a\nbc', 3, 1, 1],
    ['after carriage return and line feed', 'a\r\nbc', 4, 1, 1],
    ['after a lone carriage return', 'a\rbc', 3, 1, 1],
    ['behind a surrogate pair', '😀x', 2, 0, 2],
    ['an empty text', '', 0, 0, 0],
    ['on the line feed', 'ab\ncd', 2, 0, 2],
  ];
  it.each(cases)('turns an offset into a line and a character: %s', (_, text, offset, line, character) => {
    const report = reportOf([{ path: 'a.comp', text, findings: [finding(offset, offset)] }]);
    expect(report.files[0]?.diagnostics[0]?.range.start).toEqual({ line, character });
  });

  it('counts files, errors and warnings, and lists files without findings', () => {
    const { files, summary } = reportOf([
      { path: 'a.comp', text: 'ab', findings: [finding(0, 1), finding(1, 2, { severity: 'hint' })] },
      { path: 'b.comp', text: 'ab', findings: [finding(0, 1, { severity: 'warning' })] },
      { path: 'c.comp', text: 'ab', findings: [] },
    ]);
    expect(summary).toEqual({ files: 3, errors: 1, warnings: 1 });
    expect(files.map((file) => file.diagnostics.length)).toEqual([2, 1, 0]);
  });
});

describe('formatText', () => {
  it('names places as people count them, and sums up', () => {
    const report = reportOf([{ path: 'shots/a.comp', text: 'ab\ncd', findings: [finding(4, 5)] }]);
    expect(formatText(report)).toBe(
      'shots/a.comp:2:2 error There is no tool "Blur2". (dangling-source)\n1 file checked: 1 error, 0 warnings\n',
    );
  });
});

describe('formatGithub', () => {
  it('escapes what the format gives a meaning to', () => {
    const message = '100% wrong\nsee: there, too';
    const report = reportOf([{ path: 'a,b:c.comp', text: 'ab', findings: [finding(0, 2, { message })] }]);
    expect(formatGithub(report)).toBe(
      '::error file=a%2Cb%3Ac.comp,line=1,col=1,endLine=1,title=dangling-source::100%25 wrong%0Asee: there, too\n',
    );
  });

  it.each([
    ['warning', 'warning'],
    ['information', 'notice'],
    ['hint', 'notice'],
  ] as const)('shows %s as %s', (severity, command) => {
    const report = reportOf([{ path: 'a.comp', text: 'ab', findings: [finding(0, 2, { severity })] }]);
    expect(formatGithub(report)).toMatch(new RegExp(`^::${command} `));
  });
});
