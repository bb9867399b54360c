import { expect, test, vi } from 'vitest';
import { describeError } from '../../../../client/core/describe-error.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';

vi.mock('vscode', () => import('../fake-l10n.ts'));

test.each([
  ['all of it', { code: 'locked', message: 'Ann holds it.', nextStep: 'Ask Ann.' }, 'Ann holds it. Ask Ann.'],
  ['no next step', { code: 'internal', message: 'It broke.' }, 'It broke.'],
  [
    'findings, which Problems explains',
    { code: 'comp-has-errors', message: 'Line 3.', nextStep: 'Mend it.', details: { findings: [] } },
    'Line 3.',
  ],
] as const)('%s', (_, data, text) => {
  expect(describeError(new ComplineError(data))).toBe(text);
});

test('another error is told by its message', () => expect(describeError(new Error('no'))).toBe('no'));
