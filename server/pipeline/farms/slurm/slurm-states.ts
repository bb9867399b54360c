import type { TaskStanding } from '../driver/farm-driver.ts';
import { lookUp, type Standing, unknownStanding } from '../driver/farm-states.ts';

/** What a state of a job in Slurm is for Compline. */
interface StateMeaning {
  readonly standing: TaskStanding;
  /** What it means, for people. */
  readonly meaning: string;
  /** True where Slurm shows it beside another state, or in its place, and it has the word then. */
  readonly isOver?: true;
}

const waiting = (meaning: string): StateMeaning => ({ standing: 'waiting', meaning });
const running = (meaning: string): StateMeaning => ({ standing: 'running', meaning });
const failed = (meaning: string): StateMeaning => ({ standing: 'failed', meaning });
const cancelled = (meaning: string): StateMeaning => ({ standing: 'cancelled', meaning });
const over = (state: StateMeaning): StateMeaning => ({ ...state, isOver: true });

/**
 * All states that Slurm has for jobs, by the names that `squeue` and the REST interface give them (`job_states` and
 * `job_state_string` of its sources up to 24.05, JOB STATE CODES of its manual). docs/farms/slurm.md has the same table.
 */
export const JOB_STATES: Readonly<Record<string, StateMeaning>> = {
  PENDING: waiting('It waits for its turn.'),
  CONFIGURING: over(waiting('Its machine is being started.')),
  POWER_UP_NODE: over(waiting('Its machine is being switched on.')),
  REQUEUED: over(waiting('It will be started again.')),
  REQUEUE_FED: over(waiting('It will be started again, in another cluster of the federation.')),
  REQUEUE_HOLD: over(waiting('It will be started again when somebody releases it.')),
  SPECIAL_EXIT: over(waiting('It ended with an exit code that holds it until somebody releases it.')),
  RESV_DEL_HOLD: over(waiting('Its reservation was removed: it is held until somebody releases it.')),
  RUNNING: running('It runs.'),
  SUSPENDED: running('It was stopped to make room, and will go on.'),
  STOPPED: over(running('It was stopped by a signal, and keeps its machine.')),
  SIGNALING: over(running('It is being sent a signal.')),
  RESIZING: over(running('It is being given more or fewer machines.')),
  STAGE_OUT: over(running('Its files are being copied from a burst buffer.')),
  COMPLETING: over(running('It has ended, and its machine is being tidied.')),
  EXPEDITING: over(waiting('It will be started before all others, since its machine failed.')),
  COMPLETED: { standing: 'completed', meaning: 'It ended with a code of success.' },
  CANCELLED: cancelled('Somebody cancelled it.'),
  REVOKED: cancelled('Another cluster of the federation has taken it.'),
  FAILED: failed('It ended with a code of failure.'),
  TIMEOUT: failed('It took longer than its time limit.'),
  DEADLINE: failed('It could not end before its deadline.'),
  OUT_OF_MEMORY: failed('It took more memory than it had asked for.'),
  NODE_FAIL: failed('Its machine failed, and it was not started again.'),
  BOOT_FAIL: failed('Its machine could not be started.'),
  PREEMPTED: failed('It was ended to make room, and is not started again.'),
  LAUNCH_FAILED: failed('It could not be started on its machine.'),
  RECONFIG_FAIL: failed('Its machine could not be set up.'),
};

/** What several states that are shown together come to; why, where it does not run as it should. */
export function standingOf(states: readonly string[], isOnMachine = false): Standing {
  const known = states.flatMap((it) => lookUp(JOB_STATES, it.toUpperCase()) ?? []);
  const state = known.find((it) => it.isOver === true) ?? known[0];
  if (state === undefined) return unknownStanding('Slurm', states.join(' '), isOnMachine);
  const { standing, meaning } = state;
  return standing === 'running' || standing === 'completed' ? { standing } : { standing, reason: meaning };
}
