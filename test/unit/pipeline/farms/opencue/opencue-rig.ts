import { expect } from 'vitest';
import type { FarmDriver, FarmOrder, FarmSettings } from '../../../../../server/pipeline/farms/driver/farm-driver.ts';
import { farmKinds } from '../../../../../server/pipeline/farms/driver/farm-kinds.ts';
import { ContractServer } from '../support/contract-server.ts';
import { chunksOf, orderOf, takenOf } from '../support/template-order.ts';
import { JWT_SECRET, OpenCueContract } from './opencue-contract.ts';

/** A question that nobody gives up. */
export const never = new AbortController().signal;

/** A driver of OpenCue and the farm that it talks to. */
export interface OpenCueRig extends AsyncDisposable {
  readonly cue: OpenCueContract;
  readonly server: ContractServer;
  readonly driver: FarmDriver;
  /** A driver that knows nothing, as after a restart. */
  readonly another: () => FarmDriver;
  /** The paths that were asked for since the last time. */
  readonly asked: () => string[];
}

/** A farm that is checked for requests that OpenCue would not understand when it is let go. */
export async function rigOf(
  settings: Partial<FarmSettings> = {},
  secret: string | undefined = JWT_SECRET,
): Promise<OpenCueRig> {
  const cue = new OpenCueContract();
  const server = await ContractServer.begin(cue.answer);
  const another = () =>
    farmKinds.opencue?.create({
      settings: {
        name: 'cue',
        type: 'opencue',
        url: server.url,
        verify: true,
        unencrypted: false,
        show: 'testing',
        ...settings,
      },
      root: '/shows/p',
      secret: () => secret,
      now: () => cue.clock * 1_000,
    }) as FarmDriver;
  return {
    cue,
    server,
    driver: another(),
    another,
    asked: () => server.requests.splice(0).map(({ path }) => path.replace(/^.*\//, '')),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      expect(cue.wrong).toEqual([]);
    },
  };
}

/** An order of three chunks. */
export const order = orderOf(chunksOf(1, 25, 10));

/** Submits an order; comes back with its job on the farm. */
export async function submitted(rig: OpenCueRig, what: FarmOrder = order) {
  const id = await rig.driver.submit(what, never);
  const job = rig.cue.jobs.find((it) => it.id === id);
  if (job === undefined) throw new Error('no job');
  return { job, taken: takenOf(what, id) };
}
