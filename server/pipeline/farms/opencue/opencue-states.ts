import type { TaskStanding } from '../driver/farm-driver.ts';
import { lookUp, type Standing, unknownStanding } from '../driver/farm-states.ts';

interface Meaning extends Standing {
  /** When the job has ended: what was not started then never is. */
  readonly ended: TaskStanding;
}

/** What a frame's state says of a chunk (`FrameState` of job.proto). docs/farms/opencue.md shows this table. */
export const FRAME_STATES = {
  WAITING: { standing: 'waiting', ended: 'cancelled' },
  SETUP: { standing: 'waiting', ended: 'cancelled' },
  RUNNING: { standing: 'running', ended: 'running' },
  SUCCEEDED: { standing: 'completed', ended: 'completed' },
  DEPEND: { standing: 'waiting', ended: 'cancelled', reason: 'It waits for something else (DEPEND).' },
  DEAD: { standing: 'failed', ended: 'failed' },
  EATEN: { standing: 'cancelled', ended: 'cancelled', reason: 'It was eaten (EATEN).' },
  CHECKPOINT: { standing: 'waiting', ended: 'cancelled', reason: 'It goes on from a checkpoint (CHECKPOINT).' },
} as const satisfies Readonly<Record<string, Meaning>>;

/** Whether a job's state means that OpenCue starts nothing of it any more (`JobState` there). The page shows it too. */
export const JOB_ENDED = {
  PENDING: false,
  FINISHED: true,
  STARTUP: false,
  SHUTDOWN: true,
  POSTED: false,
} as const satisfies Readonly<Record<string, boolean>>;

/** How a chunk stands, by the states of its frame and of its job. A job whose state is not known has not ended. */
export function standingOf(frame: string, job: string, isOnMachine: boolean): Standing {
  const meaning: Meaning | undefined = lookUp(FRAME_STATES, frame);
  if (meaning === undefined) return unknownStanding('OpenCue', frame, isOnMachine);
  const { standing, ended, reason } = meaning;
  if (lookUp(JOB_ENDED, job) !== true || ended === standing)
    return { standing, ...(reason !== undefined && { reason }) };
  return { standing: ended, reason: 'Its job has ended.' };
}

/**
 * What the exit statuses mean that no program has ended with: `FrameExitStatus` of job.proto and those of cuebot's
 * dispatcher. From 500 on they say that somebody stopped the frame.
 */
const EXIT_REASONS: Readonly<Record<number, string>> = {
  33: 'It used more memory than it had reserved.',
  256: 'It could not be started: see whether the folder of its logs is there.',
  286: 'It ended with the status that says not to try again.',
  299: 'It was cleared.',
  301: 'Its machine lost it.',
  302: 'It could not be killed.',
  399: 'Its machine went down.',
};

/** Why a frame ended as its exit status says, where that is no program's own. */
export const reasonOfExit = (status: number): string | undefined =>
  EXIT_REASONS[status] ?? (status >= 500 ? 'Somebody stopped it.' : undefined);
