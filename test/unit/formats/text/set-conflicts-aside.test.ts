import { expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { setConflictsAside } from '../../../../server/formats/text/set-conflicts-aside.ts';

const OURS = '<<<<<<< HEAD\n';
const THEIRS = '>>>>>>> grade/fix\n';

test.each([
  [`a\n${OURS}b\n=======\nc\n${THEIRS}d`, 'a b d'],
  [`a\n${OURS}b\n||||||| 1a2b\nc\n=======\nd\n${THEIRS}e`, 'a b e'],
  [`${OURS}a\r\n=======\r\nb\n${THEIRS}${OURS}c\n=======\n${THEIRS}`, 'a c'],
  [`a\n${OURS}b\n=======\nc`, `a\n${OURS}b\n=======\nc`],
  [`a\n=======\nb\n${THEIRS}`, `a\n=======\nb\n${THEIRS}`],
])('%j', (written, expected) => {
  const { text, errors } = setConflictsAside(written);
  expect(text).toHaveLength(written.length);
  expect(text.replace(/\s+/g, ' ').trim()).toBe(expected.replace(/\s+/g, ' ').trim());
  expect(errors.length).toBe(text === written ? 0 : written.split(OURS).length - 1);
});

test('a conflict is one error, and the tools around it are there', () => {
  const text = `Composition {
\tTools = {
\t\tA = Blur {
\t\t\tInputs = {
${OURS}\t\t\t\tX = Input { Value = 1, }
\t\t\t},
=======
\t\t\t\tX = Input { Value = 2, },
\t\t\t}
${THEIRS}\t\t},
\t\tB = Blur {
\t\t},
\t},
}`;
  const { errors, tools } = parseComp(text);
  expect(errors.map(({ range }) => text.slice(range.start, range.end))).toEqual([OURS.trim()]);
  expect(tools.map(({ name }) => name)).toEqual(['A', 'B']);
});
