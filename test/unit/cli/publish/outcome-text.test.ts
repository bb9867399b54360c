import { expect, test } from 'vitest';
import { outcomeText } from '../../../../server/cli/publish/outcome-text.ts';
import { publishSchema } from '../../../../server/protocol/publishes.ts';

const publish = publishSchema.parse({
  ...{ id: 'a', kind: 'publish', project: '/p', comp: '/p/c.comp', phase: 'failed', state: 'WIP', comment: '' },
  ...{ owner: 'ann', startedAt: 0, revision: 1 },
});
const problem = (index: number) => ({
  ...{ kind: 'torn', severity: 'error', file: `f.${index}.exr`, path: `/f.${index}.exr`, message: 'It breaks off.' },
});
const finding = (severity: string) => ({ code: 'a-code', severity, message: 'It is so.', line: 2, character: 0 });

test.each([
  ['nothing', {}, ''],
  ['a problem', { problems: [problem(1)] }, 'error: f.1.exr: It breaks off.\n'],
  [
    'findings but for hints',
    { findings: [finding('warning'), finding('hint')] },
    'warning: line 3: It is so. [a-code]\n',
  ],
])('of a publish %s is printed', (_name, more, expected) => {
  expect(outcomeText(publishSchema.parse({ ...publish, ...more }))).toBe(expected);
});

test('many are told in few lines', () => {
  const problems = Array.from({ length: 50 }, (_, index) => problem(index));
  const lines = outcomeText(publishSchema.parse({ ...publish, problems, moreProblems: 7 })).split('\n');
  expect(lines.slice(-2)).toEqual(['and 37 more problems of files', '']);
  expect(lines).toHaveLength(22);
});

test('kinds of problems that only a newer Compline knows do not make a publish unreadable', () => {
  expect(publishSchema.parse({ ...publish, problems: [{ ...problem(1), kind: 'dreamt' }] }).problems).toBeUndefined();
});
