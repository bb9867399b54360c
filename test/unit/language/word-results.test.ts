import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordResults } from '../../../server/language/word-results.ts';

const word = fc.constantFrom<number[]>([0, 1, 2, 3, 0], [1, 1, 2, 3, 0], [0, 4, 1, 0, 1]);
const data = fc.array(word, { maxLength: 12 }).map((words) => words.flat());

test('what has changed makes the new numbers of the old ones', () => {
  fc.assert(
    fc.property(data, data, (before, after) => {
      const results = new WordResults();
      const { resultId } = results.whole('test:/a', before);
      const answer = results.since('test:/a', resultId ?? '', after);
      if (!('edits' in answer)) throw new Error('expected changes');
      const patched = [...before];
      for (const edit of answer.edits) patched.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
      expect(patched).toEqual(after);
      expect(answer.edits.length).toBe(before.join() === after.join() ? 0 : 1);
      for (const edit of answer.edits) expect(edit.start % 5).toBe(0);
    }),
  );
});

test('only what differs is sent', () => {
  const results = new WordResults();
  const { resultId } = results.whole('test:/a', [0, 1, 2, 3, 0, 1, 1, 2, 3, 0, 2, 1, 2, 3, 0]);
  expect(results.since('test:/a', resultId ?? '', [0, 1, 2, 3, 0, 1, 9, 2, 3, 0, 2, 1, 2, 3, 0])).toMatchObject({
    edits: [{ start: 5, deleteCount: 5, data: [1, 9, 2, 3, 0] }],
  });
});

test('the whole comes again where the last answer is another, or is forgotten', () => {
  const results = new WordResults();
  const first = results.whole('test:/a', [0, 1, 2, 3, 0]).resultId ?? '';
  const second = results.whole('test:/a', [0, 1, 2, 3, 0]).resultId ?? '';
  expect(results.since('test:/a', first, [0, 1, 2, 3, 0])).toHaveProperty('data');
  results.forget('test:/a');
  expect(results.since('test:/a', second, [0, 1, 2, 3, 0])).toHaveProperty('data');
  const kept = results.whole('test:/a', []).resultId ?? '';
  for (let other = 0; other < 8; other += 1) results.whole(`test:/${other}`, []);
  expect(results.since('test:/a', kept, [])).toHaveProperty('data');
});
