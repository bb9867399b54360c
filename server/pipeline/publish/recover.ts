import { ComplineError } from '../../protocol/errors.ts';
import { restoreReplaced } from './commit.ts';
import { cleanUp, stopPublish } from './finish.ts';
import type { PublishContext } from './publish-context.ts';
import { hasEnded, type PublishRecord } from './publish-record.ts';
import { recordPublish } from './record.ts';

/** What is to be done with a publish that another process began. */
export type Recovery = 'go-on' | 'nothing';

/**
 * Brings a publish that was cut off to where it can go on, or undoes it: one that had submitted its render goes on;
 * one that had not is undone, as nobody was told of it. Of one that had ended, what was left over is removed, and what
 * was not recorded is recorded.
 */
export async function recoverPublish(context: PublishContext, record: PublishRecord): Promise<Recovery> {
  const { phase, job, id } = record.publish;
  if (!hasEnded(record)) {
    if (!['collecting', 'checking', 'reserving'].includes(phase)) return 'go-on';
    await context.queue.cancel(job ?? id).catch(() => undefined);
    const message = 'Compline ended before the render began.';
    await stopPublish(
      context,
      record,
      new ComplineError({ code: 'core-stopping', message, nextStep: 'Publish again.' }),
    );
    return 'nothing';
  }
  if (phase !== 'completed') await restoreReplaced(context, record);
  // A publish that can go on once frames of its job are rendered keeps what it has, but not its number.
  const { keepsStaging = phase === 'cancelled' || record.publish.error?.code === 'render-failed' } = record.work;
  await cleanUp(context, record, keepsStaging);
  if (phase === 'completed' && !record.work.recorded) {
    await recordPublish(context, record);
    await context.save(record, { publish: { error: undefined }, work: { recorded: true } });
  }
  return 'nothing';
}
