import { expect, test } from 'vitest';
import type { FarmDriver } from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import { retryAfterOf } from '../../../../../server/pipeline/farms/http/farm-error.ts';
import type { ContractServer, Fault } from './contract-server.ts';

interface FaultRig extends AsyncDisposable {
  readonly server: ContractServer;
  readonly driver: FarmDriver;
}
type Ask = (driver: FarmDriver, signal: AbortSignal) => Promise<unknown>;

const never = new AbortController().signal;

/** What goes wrong on the way, what it is told as, and after how many seconds the farm wants to be asked again. */
const FAULTS: readonly (readonly [string, Fault, string, number?])[] = [
  ['401', { kind: 'status', status: 401 }, 'farm-credential'],
  ['403', { kind: 'status', status: 403 }, 'farm-credential'],
  ['429', { kind: 'status', status: 429, headers: { 'retry-after': '7' } }, 'farm-unreachable', 7],
  ['503', { kind: 'status', status: 503, headers: { 'retry-after': '9' } }, 'farm-unreachable', 9],
  ['500', { kind: 'status', status: 500 }, 'farm-unreachable'],
  ['cut before', { kind: 'cut-before' }, 'farm-unreachable'],
  ['cut after', { kind: 'cut-after' }, 'farm-unreachable'],
  ['torn', { kind: 'torn' }, 'farm-unreachable'],
  ['wrong JSON', { kind: 'wrong-json' }, 'farm-unreachable'],
  ['wrong shape', { kind: 'wrong-shape' }, 'farm-unreachable'],
];

/** Tests everything that can be asked of a farm with everything that can go wrong. `tells` only do something. */
export function testFaults(
  rigOf: () => Promise<FaultRig>,
  { reads, tells }: { readonly reads: Readonly<Record<string, Ask>>; readonly tells: Readonly<Record<string, Ask>> },
): void {
  const all = { ...reads, ...tells };
  test.each(Object.keys(all))('%s: each fault is told as what it is', async (name) => {
    await using rig = await rigOf();
    const { server, driver } = rig;
    const ask = all[name] as Ask;
    for (const [fault, kind, code, retryAfter] of FAULTS) {
      if (name in tells && (kind.kind === 'wrong-shape' || kind.kind === 'wrong-json' || kind.kind === 'torn'))
        continue;
      server.fault = () => kind;
      const error: unknown = await ask(driver, never).catch((it: unknown) => it);
      expect(error, fault).toMatchObject({ code });
      expect(retryAfterOf(error), fault).toBe(retryAfter);
    }
    server.fault = undefined;
  });

  test.each(Object.keys(all))('%s: a farm that says nothing is left when the core gives up', async (name) => {
    await using rig = await rigOf();
    const gives = new AbortController();
    rig.server.fault = () => {
      setImmediate(() => gives.abort(new Error('given up')));
      return { kind: 'silent' };
    };
    await expect((all[name] as Ask)(rig.driver, gives.signal)).rejects.toThrow('given up');
  });
}
