import { expect, test } from 'vitest';
import { LongBrackets, longBracketLevel } from '../../../../server/formats/comp/long-bracket.ts';

test.each([
  ['[[x]]', 0, 5],
  ['[==[ ]] ]==] y', 2, 12],
  ['[[', 0, -1],
  ['[=[ ]]', 1, -1],
  ['[ [x]]', -1, -1],
  ['["x"]', -1, -1],
  ['[=========[x]=========]', -1, -1],
])('%j', (text, level, end) => {
  expect(longBracketLevel(text, 0)).toBe(level);
  expect(new LongBrackets(text).endAt(0)).toBe(end);
});

test('a closing that is not there any more is not looked for again', () => {
  const brackets = new LongBrackets('[[a]] [[b [=[c]=]');
  expect([brackets.endAt(0), brackets.endAt(6), brackets.endAt(10), brackets.endAt(6)]).toEqual([5, -1, 17, -1]);
});
