import type { LastingCore as HoldingCore } from '../link/held-locks.ts';
import type { EventData, EventName } from '../protocol/events.ts';
import type { RequestName, RequestParams, RequestResult } from '../protocol/requests.ts';

/** A core to ask: the one of this machine through its socket, or one inside this process. */
export interface Core {
  request<Name extends RequestName>(name: Name, params: RequestParams<Name>): Promise<RequestResult<Name>>;
  onEvent<Name extends EventName>(name: Name, listener: (data: EventData<Name>) => void): { dispose(): void };
  dispose(): void | Promise<void>;
}

/** A core that a command stays with: another one takes its place when it ends. */
export type LastingCore = Core & HoldingCore;

/** How a command gets at a core. */
export interface CoreAccess {
  /** The core of this machine, started where it is not running. */
  connect(): Promise<Core>;
  /** The same for a command that stays until it is ended. */
  stay(): Promise<LastingCore>;
  /** The core of this machine where it is running, otherwise undefined. */
  find(): Promise<Core | undefined>;
  /** A core in this process, for this command alone (`--no-core`): what it leaves undone is undone with it. */
  inProcess(): Promise<Core>;
}

/** Does something with a core and lets go of it. */
export async function withCore<Reached extends Core, Result>(
  core: Promise<Reached> | Reached,
  work: (core: Reached) => Promise<Result>,
): Promise<Result> {
  const reached = await core;
  try {
    return await work(reached);
  } finally {
    await reached.dispose();
  }
}
