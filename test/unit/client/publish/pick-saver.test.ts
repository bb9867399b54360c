import { expect, test, vi } from 'vitest';
import { Dismissed } from '../../../../client/core/error-reporter.ts';
import { saversOf, withSaver } from '../../../../client/publish/pick-saver.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';

const { pick } = vi.hoisted(() => ({ pick: { answer: undefined as string | undefined } }));
vi.mock('vscode', async () => ({
  ...(await import('../fake-l10n.ts')),
  window: { showQuickPick: async () => pick.answer },
}));

const ambiguous = (details: unknown) => new ComplineError({ code: 'saver-ambiguous', message: 'Two Savers.', details });

test.each([
  ['names', ambiguous({ savers: ['A', 'B'] }), ['A', 'B']],
  ['no names', ambiguous(undefined), []],
  ['something else', ambiguous({ savers: 'A' }), []],
  ['another error', new ComplineError({ code: 'locked', message: '', details: { savers: ['A'] } }), []],
])('the Savers to choose from: %s', (_, error, savers) => expect(saversOf(error)).toEqual(savers));

const needsSaver = async ({ saver }: { readonly saver?: string }) => {
  if (saver === undefined) throw ambiguous({ savers: ['A', 'B'] });
  return saver;
};

test('work goes on with the Saver that is picked', async () => {
  pick.answer = 'B';
  expect(await withSaver(needsSaver)).toBe('B');
});

test('the Saver that is named is taken first', async () => {
  pick.answer = 'B';
  expect(await withSaver(needsSaver, { saver: 'A' })).toBe('A');
});

test('work is called off where none is picked', async () => {
  pick.answer = undefined;
  await expect(withSaver(needsSaver)).rejects.toThrow(Dismissed);
});
