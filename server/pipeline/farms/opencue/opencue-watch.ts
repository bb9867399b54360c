import type { OrderSighting, TakenOrder, TaskSighting } from '../driver/farm-driver.ts';
import { type Looked, lookAtOrders } from '../driver/look-at-orders.ts';
import { timeOfSeconds } from '../http/answer-times.ts';
import type { OpenCueGateway } from './opencue-gateway.ts';
import { framesAnswer, jobsAnswer, type OpenCueFrame, type OpenCueJob } from './opencue-messages.ts';
import { reasonOfExit, standingOf } from './opencue-states.ts';

/** Jobs in one question: cuebot tells at most 200 where they may have ended. */
const JOBS_AT_ONCE = 100;
/** Frames in one answer: the most that cuebot gives. */
const FRAMES_AT_ONCE = 1_000;
/** Seconds by which a change may be seen later than the time that it has: it has that of the beginning of its transaction. */
const LATE = 30;
/** Answers about one job: a gateway that does not know of pages would give the first one for ever. */
const MOST_PAGES = 1_000;

/** What was seen of an order: only so that less has to be asked. */
interface Kept {
  readonly state: OpenCueJob['state'];
  /** Changes where a frame has changed. */
  readonly counts: string;
  readonly frames: ReadonlyMap<number, string>;
  /** Seconds since 1970 by cuebot's clock, not later than when its frames were asked for. */
  readonly since: number;
  /** All frames were asked for with these counts. */
  readonly isWhole: boolean;
}

/** Looks after jobs with few questions: one for a hundred jobs, and for the frames of those in which something has changed. */
export class OpenCueWatch {
  readonly #gateway: OpenCueGateway;
  readonly #kept = new Map<string, Kept>();

  constructor(gateway: OpenCueGateway) {
    this.#gateway = gateway;
  }

  /** As `FarmDriver.look`. Where the farm stops answering, what it has said until then. */
  async look(orders: readonly TakenOrder[], signal: AbortSignal): Promise<ReadonlyMap<string, OrderSighting>> {
    const jobs = await this.jobs(
      orders.map(({ id }) => id),
      signal,
    );
    return await lookAtOrders(orders, jobs, this.#kept, (order, job) => this.#tasks(order, job, signal), signal);
  }

  /** The jobs with these ids, by them, also where they have ended. */
  async jobs(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, OpenCueJob>> {
    const found = new Map<string, OpenCueJob>();
    for (let at = 0; at < ids.length; at += JOBS_AT_ONCE) {
      const body = { r: { ids: ids.slice(at, at + JOBS_AT_ONCE), includeFinished: true } };
      const { jobs } = await this.#gateway.call('job.JobInterface/GetJobs', body, jobsAnswer, signal);
      for (const job of jobs?.jobs ?? []) found.set(job.id, job);
    }
    return found;
  }

  /** Frames of a job: all, one, or those that have changed since a second of cuebot's clock. */
  async frames(
    job: string,
    which: { readonly number?: number; readonly since?: number; readonly most?: number },
    signal: AbortSignal,
  ): Promise<OpenCueFrame[]> {
    const { number, since, most = Number.POSITIVE_INFINITY } = which;
    const found: OpenCueFrame[] = [];
    for (let page = 1; found.length < most && page <= MOST_PAGES; page += 1) {
      const req = {
        page,
        limit: FRAMES_AT_ONCE,
        includeFinished: true,
        ...(number !== undefined && { frameRange: String(number) }),
        ...(since !== undefined && { changeDate: since }),
      };
      const answer = await this.#gateway.call(
        'job.JobInterface/GetFrames',
        { job: { id: job }, req },
        framesAnswer,
        signal,
      );
      const frames = answer.frames?.frames ?? [];
      found.push(...frames);
      if (frames.length < FRAMES_AT_ONCE) break;
    }
    return found;
  }

  async #tasks(order: TakenOrder, job: OpenCueJob, signal: AbortSignal): Promise<Looked<Kept>> {
    const counts = countsOf(job);
    const before = this.#kept.get(job.id);
    const isSame = before?.counts === counts && before.state === job.state;
    if (before !== undefined && isSame && (before.isWhole || agrees(before, job))) return { tasks: [], kept: before };
    const isWhole = before === undefined || isSame || before.state !== job.state;
    const most = job.jobStats?.totalFrames ?? 0;
    const which = { ...(most > 0 && { most }), ...(!isWhole && { since: before.since }) };
    const frames = await this.frames(job.id, which, signal);
    const times = frames.flatMap(({ startTime, stopTime }) => [startTime, stopTime]);
    const kept: Kept = {
      state: job.state,
      counts,
      frames: new Map([
        ...(isWhole ? [] : before.frames),
        ...frames.map(({ number, state }) => [number, state] as const),
      ]),
      since: times.reduce((latest, time) => Math.max(latest, time - LATE), before?.since ?? job.startTime - LATE),
      isWhole,
    };
    const places = new Map(order.tasks.map(({ frames: { first } }, task) => [first, task]));
    const tasks = frames.flatMap((frame) => {
      const task = places.get(frame.number);
      return task === undefined ? [] : [sightingOf(task, frame, job.state)];
    });
    return { tasks, kept };
  }
}

const countsOf = ({ jobStats }: OpenCueJob): string => JSON.stringify(jobStats ?? {});

/** Whether what is kept of the frames are those that the job counts: else something has been missed. */
function agrees({ frames }: Kept, { jobStats }: OpenCueJob): boolean {
  if (jobStats === undefined) return true;
  const counted = { RUNNING: 0, SUCCEEDED: 0, DEAD: 0, EATEN: 0 };
  for (const state of frames.values()) if (state in counted) counted[state as keyof typeof counted] += 1;
  return (
    counted.RUNNING === jobStats.runningFrames &&
    counted.SUCCEEDED === jobStats.succeededFrames &&
    counted.DEAD === jobStats.deadFrames &&
    counted.EATEN === jobStats.eatenFrames
  );
}

/** A frame as a sighting of the chunk that begins with it. */
function sightingOf(task: number, frame: OpenCueFrame, job: string): TaskSighting {
  const { state, retryCount, exitStatus, startTime, stopTime, lastResource } = frame;
  const hasStarted = startTime > 0;
  const { standing, reason: said } = standingOf(state, job, hasStarted && stopTime <= 0);
  const isOver = standing !== 'running' && standing !== 'waiting';
  const [host] = lastResource?.split('/') ?? [];
  const reason =
    said ?? (hasStarted && standing !== 'running' && standing !== 'completed' ? reasonOfExit(exitStatus) : undefined);
  const startedAt = timeOfSeconds(startTime);
  const endedAt = isOver ? timeOfSeconds(stopTime) : undefined;
  return {
    task,
    standing,
    run: hasStarted ? retryCount + 1 : 0,
    ...(hasStarted && host !== undefined && host !== '' && { host }),
    ...(hasStarted && isOver && exitStatus >= 0 && exitStatus < 256 && { exitCode: exitStatus }),
    ...(reason !== undefined && { reason }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
  };
}
