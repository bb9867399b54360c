import { ComplineError } from '../../../protocol/errors.ts';
import type { FarmOffers } from '../../../protocol/farms.ts';
import type { CloudQueue } from './cloud-look.ts';
import {
  fleetsSchema,
  limitsSchema,
  pageAfter,
  pagesOf,
  queueLimitsSchema,
  queueSchema,
  workersSchema,
} from './deadline-cloud-api.ts';

/** Workers that render or could now (`WorkerStatus`). */
const UP: ReadonlySet<string> = new Set(['STARTED', 'IDLE', 'RUNNING']);
/** Fleets that a search for workers may name. */
const MOST_FLEETS = 10;

/** What a queue has to offer. Only the queue itself has to be readable: who submits may often read no more. */
export async function cloudOffers(queue: CloudQueue, signal: AbortSignal): Promise<FarmOffers> {
  const { displayName, status, blockedReason } = await queue.http.json(
    { method: 'GET', path: queue.paths.queue },
    queueSchema,
    signal,
  );
  const [limits, machines] = await Promise.all([
    allowed(cloudLimits(queue, signal)),
    allowed(cloudMachines(queue, signal)),
  ]);
  const blocked = status === 'SCHEDULING_BLOCKED' ? `: nothing is started (${blockedReason ?? status})` : '';
  return {
    version: `AWS Deadline Cloud, queue ${displayName}${blocked}`,
    ...(limits !== undefined && { limits }),
    ...(machines !== undefined && { machines }),
  };
}

/** The names of the amounts that are limits of the queue. */
export async function cloudLimits(queue: CloudQueue, signal: AbortSignal): Promise<string[]> {
  const { http, paths, queueId } = queue;
  const ids = new Set<string>();
  const associations = `${paths.farm}/queue-limit-associations`;
  for await (const page of pagesOf(http, associations, queueLimitsSchema, signal, { queueId })) {
    for (const { limitId, status } of page.queueLimitAssociations) if (status === 'ACTIVE') ids.add(limitId);
  }
  if (ids.size === 0) return [];
  const names: string[] = [];
  for await (const { limits } of pagesOf(http, `${paths.farm}/limits`, limitsSchema, signal)) {
    for (const { limitId, amountRequirementName } of limits) if (ids.has(limitId)) names.push(amountRequirementName);
  }
  return names.sort();
}

async function cloudMachines(queue: CloudQueue, signal: AbortSignal): Promise<{ up: number; all: number }> {
  const { http, paths, queueId } = queue;
  const fleetIds: string[] = [];
  const associations = `${paths.farm}/queue-fleet-associations`;
  for await (const page of pagesOf(http, associations, fleetsSchema, signal, { queueId })) {
    for (const { fleetId, status } of page.queueFleetAssociations) if (status === 'ACTIVE') fleetIds.push(fleetId);
  }
  const machines = { up: 0, all: 0 };
  if (fleetIds.length === 0) return machines;
  let itemOffset: number | undefined = 0;
  while (itemOffset !== undefined) {
    const body: Readonly<Record<string, unknown>> = {
      fleetIds: fleetIds.slice(0, MOST_FLEETS),
      itemOffset,
      pageSize: 100,
    };
    const request = { method: 'POST', path: `${paths.farm}/search/workers`, body } as const;
    const { workers, nextItemOffset } = await http.json(request, workersSchema, signal);
    machines.all += workers.length;
    machines.up += workers.filter(({ status }) => UP.has(status)).length;
    itemOffset = pageAfter(itemOffset, nextItemOffset);
  }
  return machines;
}

/** What was asked for; undefined where that is not allowed. */
export async function allowed<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (ComplineError.is(error, 'farm-refused') || ComplineError.is(error, 'farm-credential')) return undefined;
    throw error;
  }
}
