import { setTimeout as delay } from 'node:timers/promises';
import type { JobSummary } from '../protocol/jobs.ts';
import type { Publish } from '../protocol/publishes.ts';
import type { Core } from './core-access.ts';

/** How far a publish is. */
export interface PublishProgress {
  readonly publish: Publish;
  /** Its render job, once there is one. */
  readonly job?: JobSummary;
}

/** Asked this often, in milliseconds, also when no event comes: the core may have been replaced meanwhile. */
const askAgainAfter = 1_000;

export const hasEnded = ({ phase }: Publish) => phase === 'completed' || phase === 'failed' || phase === 'cancelled';

/** Tells `report` of every step a publish takes, and resolves with it when it has ended. */
export async function followPublish(
  core: Core,
  started: Publish,
  report: (progress: PublishProgress) => void,
): Promise<Publish> {
  let wake = () => {};
  const listeners = [
    core.onEvent('publish/changed', ({ publish }) => publish.id === started.id && wake()),
    core.onEvent('queue/changed', () => wake()),
  ];
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const progress = await progressOf(core, started.id);
      report(progress);
      if (hasEnded(progress.publish)) return progress.publish;
      await waitFor(changed);
    }
  } finally {
    for (const listener of listeners) listener.dispose();
  }
}

async function progressOf(core: Core, id: string): Promise<PublishProgress> {
  const { publish } = await core.request('publish/get', { publish: id });
  if (publish.job === undefined) return { publish };
  const { job } = await core.request('queue/get', { job: publish.job });
  return { publish, job };
}

async function waitFor(changed: Promise<void>): Promise<void> {
  const waited = new AbortController();
  await Promise.race([changed, delay(askAgainAfter, undefined, { signal: waited.signal }).catch(() => {})]);
  waited.abort();
}
