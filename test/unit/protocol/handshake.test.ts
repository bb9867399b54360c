import { expect, test } from 'vitest';
import { commonProtocol, proof, proofsMatch } from '../../../server/protocol/handshake.ts';

test.each([
  [{ oldest: 1, newest: 1 }, { oldest: 1, newest: 1 }, 1],
  [{ oldest: 1, newest: 2 }, { oldest: 2, newest: 3 }, 2],
  [{ oldest: 1, newest: 3 }, { oldest: 2, newest: 5 }, 3],
  [{ oldest: 1, newest: 1 }, { oldest: 2, newest: 3 }, undefined],
])('%j and %j speak %s', (left, right, expected) => {
  expect(commonProtocol(left, right)).toBe(expected);
  expect(commonProtocol(right, left)).toBe(expected);
});

test('a proof is bound to the token, the part and both nonces', () => {
  const proofs = [
    proof('token', 'core', 'a', 'b'),
    proof('token', 'client', 'a', 'b'),
    proof('other', 'core', 'a', 'b'),
    proof('token', 'core', 'b', 'a'),
  ];
  expect(new Set(proofs).size).toBe(proofs.length);
  expect(proofsMatch(proof('token', 'core', 'a', 'b'), proofs[0] ?? '')).toBe(true);
  expect(proofsMatch(proofs[0] ?? '', proofs[1] ?? '')).toBe(false);
  expect(proofsMatch('', proofs[1] ?? '')).toBe(false);
});
