import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { FrameList } from '../../formats/frames/frame-list.ts';
import { printFrames } from '../../formats/frames/parse-frames.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { frameProblemSchema } from '../../protocol/frame-problems.ts';
import type { JobSummary } from '../../protocol/jobs.ts';
import { fileError } from '../files/file-error.ts';
import { commit, isCommitted, restoreReplaced } from './commit.ts';
import { endDelivery } from './deliver.ts';
import type { PublishContext } from './publish-context.ts';
import { outputsOf, type PublishRecord, removeStaging, stagingPlaces } from './publish-record.ts';
import { recordPublish } from './record.ts';
import { releaseReservations } from './reserve-version.ts';
import { toldProblems } from './told-part.ts';
import { NO_PROBLEMS, problemsOf } from './verify.ts';
import { VerifyingPublish } from './verifying-publish.ts';

/** Why a publish did not complete; `keepsStaging` where trying its job again can still make it complete. */
class PublishStopped extends Error {
  readonly reason: ComplineError;
  readonly keepsStaging: boolean;

  constructor(reason: ComplineError, keepsStaging: boolean) {
    super(reason.message);
    this.reason = reason;
    this.keepsStaging = keepsStaging;
  }
}

/** The queue ends before the job does: the publish stays as it is, and the next start goes on with it. */
class PublishInterrupted extends Error {
  constructor(options: ErrorOptions) {
    super('The render queue has stopped.', options);
  }
}

/**
 * Takes a publish from its render to its end, from wherever it stands: waits for the job, verifies, commits, records.
 * Never throws: what goes wrong is in the record, and everything outside staging is as it was.
 */
export async function finishPublish(context: PublishContext, begun: PublishRecord): Promise<PublishRecord> {
  let record = begun;
  try {
    if (!(await isCommitted(record))) {
      // Of one that was cut off in its commit the frames go back into staging, and are verified anew.
      await restoreReplaced(context, record);
      const verifying = await VerifyingPublish.begin(context, record);
      const renderTime = timeOf(await verifying.during(awaitRender(context, record)));
      record = await context.save(record, { publish: { phase: 'verifying', renderTime } });
      const report = await verifying.complete();
      stopIfCancelled(context, record);
      record = await commit(context, record, report);
    }
  } catch (error) {
    if (error instanceof PublishInterrupted) {
      context.log.info({ publish: record.publish.id }, 'A publish waits for the next start');
      return record;
    }
    return await stopPublish(context, record, keepingRendered(record, error));
  }
  return await completePublish(context, record);
}

/**
 * What is rendered is not thrown away where a few frames of it are broken, or the disk is full at its end: once frames of
 * the job are rendered anew the publish goes on, and verifies all of it.
 */
function keepingRendered(record: PublishRecord, error: unknown): unknown {
  const { publish } = record;
  const isRendered = publish.phase === 'verifying' || publish.phase === 'committing';
  if (!isRendered || error instanceof PublishStopped || outputsOf(record).isMovie) return error;
  const reason = fileError(error, publish.comp, 'publishing');
  const frames = reason.code === 'verification-failed' ? framesToRender(reason) : String(publish.frames?.first ?? 0);
  if (frames === undefined || reason.code === 'cancelled') return error;
  const command = `compline queue requeue ${publish.job ?? publish.id} --frames ${frames}`;
  const { code, message, nextStep = '', path: place, details } = reason;
  const told = { code, message, nextStep: `${nextStep} What is rendered is kept: ${command} goes on with it.`.trim() };
  const kept = { ...told, ...(place !== undefined && { path: place }), ...(details !== undefined && { details }) };
  return new PublishStopped(new ComplineError(kept, { cause: error }), true);
}

/** Faults of a file that are gone once it is rendered anew. */
const RENDERED_ANEW: ReadonlySet<string> = new Set(['missing', 'empty', 'torn', 'unreadable', 'changed', 'stale']);

/** The frames whose faults are all that was found, as text; undefined where rendering them anew would mend nothing. */
function framesToRender({ details }: ComplineError): string | undefined {
  const { data } = z.object({ problems: z.array(frameProblemSchema) }).safeParse(details);
  const errors = (data?.problems ?? []).filter(({ severity }) => severity === 'error');
  const frames = errors.flatMap(({ kind, frame }) => (RENDERED_ANEW.has(kind) && frame !== undefined ? [frame] : []));
  if (frames.length === 0 || frames.length < errors.length) return undefined;
  const printed = printFrames(FrameList.ofFrames(frames));
  return 'refused' in printed ? undefined : printed.text;
}

/** Records what was committed and cleans up. A publish that cannot be recorded is completed all the same, and says so. */
export async function completePublish(context: PublishContext, committed: PublishRecord): Promise<PublishRecord> {
  let record = committed;
  try {
    record = await context.save(record, { publish: { phase: 'recording' } });
    const error = await recordPublish(context, record).then(
      () => undefined,
      (reason: unknown) => fileError(reason, record.publish.target ?? '', 'recording'),
    );
    if (error !== undefined) context.log.error({ err: error, publish: record.publish.id }, 'A publish is not recorded');
    await endDelivery(context, record);
    await cleanUp(context, record);
    return await context.save(record, {
      publish: { phase: 'completed', endedAt: Date.now(), error: error && dataOf(error) },
      work: { recorded: error === undefined },
    });
  } catch (error) {
    // The version stands; the next start goes on from the journal.
    context.log.error(
      { err: error, publish: record.publish.id },
      'A committed publish could not be brought to its end',
    );
    return record;
  }
}

/** Ends a publish that did not complete: its number is let go, and its staging too unless its job may be tried again. */
export async function stopPublish(
  context: PublishContext,
  stopped: PublishRecord,
  reason: unknown,
): Promise<PublishRecord> {
  const keepsStaging = reason instanceof PublishStopped && reason.keepsStaging;
  const error =
    reason instanceof PublishStopped ? reason.reason : fileError(reason, stopped.publish.comp, 'publishing');
  if (error.code === 'internal') context.log.error({ err: reason, publish: stopped.publish.id }, 'A publish failed');
  try {
    await restoreReplaced(context, stopped);
    await cleanUp(context, stopped, keepsStaging);
  } catch (failure) {
    context.log.warn({ err: failure, publish: stopped.publish.id }, 'A publish left something behind in its staging');
  }
  const isCancelled = error.code === 'cancelled';
  return await context.end(stopped, {
    publish: {
      phase: isCancelled ? 'cancelled' : 'failed',
      endedAt: Date.now(),
      error: isCancelled ? undefined : dataOf(error),
      ...NO_PROBLEMS,
      ...(!isCancelled && toldProblems(problemsOf(error))),
      target: undefined,
      delivered: undefined,
      bytes: undefined,
    },
    work: { keepsStaging },
  });
}

/** Removes what a publish has in the project beside its version. */
export async function cleanUp(
  { files }: PublishContext,
  { publish, work }: PublishRecord,
  keepsStaging = false,
): Promise<void> {
  if (!keepsStaging) await removeStaging(files, work);
  if (publish.kind === 'publish') await releaseReservations(files, work.container, publish.id);
  if (work.madeContainer) await files.removeIfEmpty(work.container);
  if (work.delivery?.madeFolder) await files.removeIfEmpty(work.delivery.folder);
}

function timeOf({ startedAt, endedAt }: JobSummary): number | undefined {
  return startedAt === undefined || endedAt === undefined ? undefined : endedAt - startedAt;
}

async function awaitRender(context: PublishContext, record: PublishRecord): Promise<JobSummary> {
  const { job = '', id } = record.publish;
  if (context.isCancelled(id)) await context.queue.cancel(job).catch(() => undefined);
  const ended = await context.queue.ended(job).catch((error: unknown) => {
    if (!ComplineError.is(error, 'not-found')) throw new PublishInterrupted({ cause: error });
    const message = 'The render job is not in the queue any more.';
    throw new ComplineError({ code: 'render-failed', message, nextStep: 'Publish again.' }, { cause: error });
  });
  stopIfCancelled(context, record);
  if (ended.state === 'cancelled') throw new PublishStopped(cancelledError(), true);
  if (ended.state !== 'completed') throw new PublishStopped(await renderError(record, ended), true);
  return ended;
}

function stopIfCancelled(context: PublishContext, { publish }: PublishRecord): void {
  if (context.isCancelled(publish.id)) throw new PublishStopped(cancelledError(), false);
}

function cancelledError(): ComplineError {
  return new ComplineError({ code: 'cancelled', message: 'The publish was cancelled.' });
}

/** The queue's reason, and which frames are missing, where it is some of them and not all. */
async function renderError(record: PublishRecord, job: JobSummary): Promise<ComplineError> {
  const files = outputsOf(record);
  const { outputs } = stagingPlaces(record.work);
  const frames = record.publish.frames ?? { first: 0, last: -1 };
  const missing: number[] = [];
  for (let frame = frames.first; !files.isMovie && frame <= frames.last; frame += 1) {
    if (!(await isFilled(path.join(outputs, files.nameOf(frame))))) missing.push(frame);
  }
  const isTold = missing.length === 1 && job.reason?.includes(String(missing[0])) === true;
  const isSome = missing.length > 0 && missing.length < frames.last - frames.first + 1 && !isTold;
  const told = missing.slice(0, 10).join(', ') + (missing.length > 10 ? ' and more' : '');
  const which = isSome ? ` Missing ${missing.length === 1 ? 'frame' : 'frames'}: ${told}.` : '';
  return new ComplineError({
    code: 'render-failed',
    message: `${job.reason ?? 'The render job failed.'}${which}`,
    nextStep: "Look at the job's log; once the cause is gone, retry the job and the publish goes on.",
    details: { job: job.id, missing },
  });
}

async function isFilled(file: string): Promise<boolean> {
  return await stat(file).then(
    ({ size }) => size > 0,
    () => false,
  );
}

/** An error as a publish tells it. */
export function dataOf({ code, message, nextStep }: ComplineError) {
  return { code, message, ...(nextStep !== undefined && { nextStep }) };
}
