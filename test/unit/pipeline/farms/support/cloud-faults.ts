import { expect } from 'vitest';
import { retryAfterOf } from '../../../../../server/pipeline/farms/http/farm-error.ts';
import { ComplineError } from '../../../../../server/protocol/errors.ts';
import type { ContractServer, Fault } from './contract-server.ts';

const unreachable = 'farm-unreachable';

/** What can go wrong with an answer, and the error that comes of it; `retryAfter` in seconds. */
export interface FaultCase {
  readonly name: string;
  readonly fault: Fault;
  readonly code: string;
  readonly retryAfter?: number;
}

export const FAULTS: readonly FaultCase[] = [
  { name: '401', fault: { kind: 'status', status: 401 }, code: 'farm-credential' },
  { name: '403', fault: { kind: 'status', status: 403 }, code: 'farm-credential' },
  {
    name: '429',
    fault: { kind: 'status', status: 429, headers: { 'retry-after': '17' } },
    code: unreachable,
    retryAfter: 17,
  },
  { name: '500', fault: { kind: 'status', status: 500 }, code: unreachable },
  {
    name: '503',
    fault: { kind: 'status', status: 503, headers: { 'retry-after': '1' } },
    code: unreachable,
    retryAfter: 1,
  },
  {
    name: 'another address',
    fault: { kind: 'status', status: 302, headers: { location: 'http://elsewhere/' } },
    code: unreachable,
  },
  { name: 'cut before', fault: { kind: 'cut-before' }, code: unreachable },
  { name: 'cut after', fault: { kind: 'cut-after' }, code: unreachable },
  { name: 'torn', fault: { kind: 'torn' }, code: unreachable },
  { name: 'wrong JSON', fault: { kind: 'wrong-json' }, code: unreachable },
  { name: 'wrong shape', fault: { kind: 'wrong-shape' }, code: unreachable },
];

export const CUT_AFTER: FaultCase = { name: 'cut after', fault: { kind: 'cut-after' }, code: unreachable };

/** Makes a fault of the requests that `isMeant` says, and expects the error that comes of it. */
export async function expectFault(
  server: ContractServer,
  isMeant: (path: string, method: string) => boolean,
  { fault, code, retryAfter }: FaultCase,
  act: () => Promise<unknown>,
): Promise<void> {
  server.fault = ({ path, method }) => (isMeant(path, method) ? fault : undefined);
  const error = await act().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  server.fault = undefined;
  expect(error).toBeInstanceOf(ComplineError);
  expect(error).toMatchObject({ code });
  if (retryAfter !== undefined) expect(retryAfterOf(error)).toBe(retryAfter);
}
