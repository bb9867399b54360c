import path from 'node:path';
import type { Attempt } from '../../protocol/jobs.ts';
import type { AttemptResult, TimeLimit } from '../workers/messages.ts';
import { maxLosses } from './apply-transition.ts';
import { chunkText } from './frame-chunk.ts';
import type { LayerHead, TaskRecord } from './job-record.ts';
import type { TaskEvent } from './transitions.ts';

/** What an attempt's end means for its task. */
export interface Judgement {
  readonly event: TaskEvent;
  readonly state: Attempt['state'];
  readonly reason?: string;
  readonly exitCode?: number;
  /** No other task of the job can do better: the rest is not tried. */
  readonly hopeless?: boolean;
}

/** What is known when an attempt has ended. */
export interface AttemptEnd {
  readonly result: AttemptResult;
  readonly task: TaskRecord;
  readonly layer: LayerHead;
  readonly cancelRequested: boolean;
  readonly paused?: boolean;
}

/** True where the exit code and the frames on disk say that the attempt did its work. */
const exitedWell = (result: AttemptResult, layer: LayerHead): boolean =>
  result.kind === 'exited' && result.missing === undefined && layer.successCodes.includes(result.exitCode);

/** Decides what an attempt's end means. */
export function judgeAttempt({ result, task, layer, cancelRequested, paused }: AttemptEnd): Judgement {
  const exit = result.kind === 'exited' ? { exitCode: result.exitCode } : {};
  if (cancelRequested) return { event: 'cancel', state: 'cancelled', reason: 'Cancelled.', ...exit };
  if (task.wish !== undefined) return { ...wished[task.wish], state: 'cancelled', ...exit };
  if (result.kind === 'ended') {
    const reason = paused === true ? 'The job was paused.' : 'The core was stopped.';
    return { event: 'suspend', state: 'cancelled', reason };
  }
  if (result.kind === 'lost') return judgeLoss(task, result.reason);
  if (exitedWell(result, layer)) return { event: 'complete', state: 'completed', ...exit };

  const { first, last } = task.frames;
  const where = `${first === last ? 'Frame' : 'Frames'} ${chunkText(task.frames)}`;
  const reason = `${where}: ${whyFailed(result, task, layer)}`;
  const hopeless = result.kind === 'not-started' && ['renderer-missing', 'not-found'].includes(result.code);
  const again = !hopeless && task.failures < layer.retries;
  return {
    event: again ? 'tryAgain' : 'fail',
    state: 'failed',
    reason,
    ...exit,
    ...(hopeless && { hopeless, reason: result.reason }),
  };
}

/** What somebody has said of a task while its attempt ran. */
export const wished = {
  skip: { event: 'skip', reason: 'Skipped.' },
  requeue: { event: 'requeue', reason: 'Put back into the queue.' },
} as const;

/** What the loss of an attempt means: another one, unless too many were lost. */
export function judgeLoss(task: TaskRecord, why: string): Judgement {
  if (task.losses + 1 < maxLosses) return { event: 'lose', state: 'lost', reason: why };
  const reason = `Frames ${chunkText(task.frames)}: ${maxLosses} attempts were lost; the last: ${why} Look whether this task brings the machine down, then retry the job.`;
  return { event: 'giveUp', state: 'lost', reason };
}

function whyFailed(result: AttemptResult, { command }: TaskRecord, layer: LayerHead): string {
  const program = path.basename(command.program);
  switch (result.kind) {
    case 'exited':
      return `${
        result.missing === undefined
          ? `${program} exited with code ${result.exitCode}.`
          : `${program} reported success, but ${result.missing}`
      }${result.said === undefined ? '' : ` It said: ${result.said}`}`;
    case 'signalled':
      return `${program} was ended by the signal ${result.signal}.`;
    case 'timed-out':
      return `${program} ${tooLong(result.limit, layer)}`;
    case 'not-started':
    case 'lost':
      return result.reason;
    case 'ended':
      return `${program} was ended.`;
  }
}

function tooLong(limit: TimeLimit | undefined, layer: LayerHead): string {
  switch (limit) {
    case 'start':
      return `printed nothing within ${layer.startTimeout ?? 0} seconds of its start.`;
    case 'stall':
      return `finished no frame for ${layer.stallTimeout ?? 0} seconds.`;
    default:
      return `took longer than the ${layer.timeout ?? 0} seconds it may take.`;
  }
}
