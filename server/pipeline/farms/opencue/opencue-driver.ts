import path from 'node:path';
import { ComplineError } from '../../../protocol/errors.ts';
import type { FarmOffers } from '../../../protocol/farms.ts';
import type {
  DriverCapabilities,
  DriverParts,
  FarmDriver,
  FarmLog,
  FarmOrder,
  FarmSettings,
  OrderCommand,
  OrderSighting,
  TakenOrder,
} from '../driver/farm-driver.ts';
import { farmLogFile } from '../driver/log-file.ts';
import { farmRefused, farmUnreachable } from '../http/farm-error.ts';
import { openCueOrder } from './opencue-faults.ts';
import { OpenCueGateway } from './opencue-gateway.ts';
import { hostsAnswer, jobsAnswer, limitsAnswer, showAnswer } from './opencue-messages.ts';
import { keyEnding } from './opencue-names.ts';
import { type OpenCueOrder, openCueSpec, tagsOf } from './opencue-spec.ts';
import { OpenCueWatch } from './opencue-watch.ts';

/** Frames in one question by their numbers: cuebot leaves out more than 1000. */
const FRAMES_AT_ONCE = 500;
/** What cuebot's own words begin with where a job was not launched. */
const NOT_LAUNCHED = 'Failed to launch and add job: ';
const PENDING = 'is already pending';

/** Talks to OpenCue by its REST gateway. One order is one job. docs/farms/opencue.md says what is what there. */
export class OpenCueDriver implements FarmDriver {
  readonly capabilities: DriverCapabilities = {
    controls: new Set(['pause', 'resume', 'priority']),
    needs: new Set(['threads', 'memory', 'gpus']),
    retries: 'farm',
    calls: 'template',
    chunks: 'regular',
    mostTasks: 100_000,
  };
  readonly #settings: FarmSettings;
  readonly #root: string;
  readonly #gateway: OpenCueGateway;
  readonly #watch: OpenCueWatch;

  constructor(parts: DriverParts) {
    this.#settings = parts.settings;
    this.#root = parts.root;
    this.#gateway = new OpenCueGateway(parts);
    this.#watch = new OpenCueWatch(this.#gateway);
  }

  async offers(signal: AbortSignal): Promise<FarmOffers> {
    const [limits, hosts] = await Promise.all([this.#limits(signal), this.#hosts(signal)]);
    return {
      groups: [...new Set(hosts.flatMap(({ tags }) => tags))].sort(),
      limits: [...limits].sort(),
      machines: {
        up: hosts.filter(({ state, lockState }) => state === 'UP' && lockState === 'OPEN').length,
        all: hosts.length,
      },
    };
  }

  async check(order: FarmOrder, signal: AbortSignal): Promise<void> {
    const { group, limits } = this.#possible(order).order;
    await this.#checkShow(signal);
    if (limits.length > 0) {
      const known = new Set(await this.#limits(signal));
      const missing = limits.filter((limit) => !known.has(limit));
      if (missing.length > 0) this.#refuse(`it has no limit ${missing.join(', ')}.`);
    }
    if (group !== undefined) {
      const tags = tagsOf(group);
      const hosts = await this.#hosts(signal);
      if (!hosts.some((host) => tags.some((tag) => host.tags.includes(tag)))) {
        this.#refuse(`none of its machines has the tag ${tags.join(' or ')}.`);
      }
    }
  }

  async submit(order: FarmOrder, signal: AbortSignal): Promise<string> {
    const spec = openCueSpec(this.#settings, this.#possible(order));
    try {
      const launched = await this.#gateway.callUnless(
        'job.JobInterface/LaunchSpecAndWait',
        { spec },
        jobsAnswer,
        signal,
        notLaunched,
      );
      const [job] = launched.jobs?.jobs ?? [];
      if (job !== undefined) return job.id;
    } catch (error) {
      // Its name is that of no other order: it is this one, of which the first answer was lost.
      const id = isPending(error) ? (await this.find(order.key, signal)).at(-1) : undefined;
      if (id === undefined) throw error;
      return id;
    }
    throw farmUnreachable(this.#settings.name, 'it did not say which job it has made.');
  }

  async find(key: string, signal: AbortSignal): Promise<readonly string[]> {
    const ending = keyEnding(key);
    const { show } = this.#settings;
    const body = { r: { regex: [`${ending}$`], shows: [show], includeFinished: true } };
    const { jobs } = await this.#gateway.call('job.JobInterface/GetJobs', body, jobsAnswer, signal);
    return (jobs?.jobs ?? [])
      .filter(({ name }) => name.endsWith(ending))
      .sort((left, right) => left.startTime - right.startTime)
      .map(({ id }) => id);
  }

  async look(orders: readonly TakenOrder[], signal: AbortSignal): Promise<ReadonlyMap<string, OrderSighting>> {
    return await this.#watch.look(orders, signal);
  }

  async control(order: TakenOrder, command: OrderCommand, signal: AbortSignal): Promise<void> {
    const job = { id: order.id };
    switch (command.action) {
      case 'pause':
        await this.#gateway.tell('job.JobInterface/Pause', { job }, signal);
        return;
      case 'resume':
        await this.#gateway.tell('job.JobInterface/Resume', { job }, signal);
        return;
      case 'priority':
        await this.#gateway.tell('job.JobInterface/SetPriority', { job, val: command.priority }, signal);
        return;
      case 'cancel': {
        if (command.tasks === undefined) {
          const source = {
            username: 'compline',
            pid: String(process.pid),
            hostKill: '',
            reason: 'Cancelled in Compline.',
          };
          await this.#gateway.tell('job.JobInterface/Kill', { job, ...source }, signal);
          return;
        }
        // KillFrames only ends those that run, and cuebot then tries them again; eaten ones are never started.
        for (const req of criteriaOf(order, command.tasks)) {
          await this.#gateway.tell('job.JobInterface/EatFrames', { job, req }, signal);
        }
      }
    }
  }

  async requeue(order: TakenOrder, tasks: readonly number[], signal: AbortSignal): Promise<void> {
    for (const req of criteriaOf(order, tasks)) {
      await this.#gateway.tell('job.JobInterface/RetryFrames', { job: { id: order.id }, req }, signal);
    }
  }

  async log(order: TakenOrder, task: number, signal: AbortSignal): Promise<FarmLog | undefined> {
    const number = order.tasks[task]?.frames.first;
    const job = (await this.#watch.jobs([order.id], signal)).get(order.id);
    // Where there is Loki, RQD writes no files.
    if (number === undefined || job === undefined || job.logDir === '' || job.lokiUrl !== '') return undefined;
    const [frame] = await this.#watch.frames(order.id, { number, most: 1 }, signal);
    if (frame === undefined || frame.startTime <= 0) return undefined;
    const separator = job.logDir.includes('\\') ? '\\' : '/';
    const file = hereOf(order, `${job.logDir}${separator}${job.name}.${frame.name}.rqlog`);
    const { logs } = this.#settings;
    const folders = [order.folder.here, this.#root, ...(logs === undefined ? [] : [path.resolve(this.#root, logs)])];
    return await farmLogFile(file, folders);
  }

  async #checkShow(signal: AbortSignal): Promise<void> {
    const { show = '' } = this.#settings;
    const found = await this.#gateway
      .call('show.ShowInterface/FindShow', { name: show }, showAnswer, signal)
      .catch((error: unknown) => {
        // Cuebot says only how many rows its database has.
        if (ComplineError.is(error, 'farm-refused')) this.#refuse(`it has no show ${show}.`);
        throw error;
      });
    if (!found.show.active) this.#refuse(`the show ${show} is not active.`);
  }

  #possible(order: FarmOrder): OpenCueOrder {
    const possible = openCueOrder(this.#settings, order);
    return 'refused' in possible ? this.#refuse(possible.refused) : possible;
  }

  async #limits(signal: AbortSignal): Promise<string[]> {
    const { limits } = await this.#gateway.call('limit.LimitInterface/GetAll', {}, limitsAnswer, signal);
    return limits.map(({ name }) => name);
  }

  async #hosts(signal: AbortSignal) {
    const { hosts } = await this.#gateway.call('host.HostInterface/GetHosts', { r: {} }, hostsAnswer, signal);
    return hosts?.hosts ?? [];
  }

  #refuse(why: string): never {
    throw farmRefused(this.#settings.name, why);
  }
}

/** Why cuebot has not launched a job; undefined where it says something else. */
function notLaunched(told: string): string | undefined {
  if (!told.startsWith(NOT_LAUNCHED)) return undefined;
  const why = told.slice(NOT_LAUNCHED.length);
  // It launches, keeps what goes wrong to itself, and then does not find the job.
  return why.startsWith('Incorrect result size')
    ? 'it could not launch the job. It has written the reason into its log and sent it by e-mail.'
    : why;
}

const isPending = (error: unknown): boolean =>
  ComplineError.is(error, 'farm-refused') && error.message.includes(PENDING);

/** Criteria that name chunks by their first frames, as many as they take. */
function* criteriaOf(order: TakenOrder, tasks: readonly number[]): Generator<{ readonly frameRange: string }> {
  const numbers = tasks.flatMap((task) => order.tasks[task]?.frames.first ?? []);
  for (let at = 0; at < numbers.length; at += FRAMES_AT_ONCE) {
    yield { frameRange: numbers.slice(at, at + FRAMES_AT_ONCE).join(',') };
  }
}

/** A file of the farm as this machine calls it, where it is in the folder of the order; else as the farm does. */
function hereOf({ folder: { here, there } }: TakenOrder, file: string): string {
  const isInside = file.startsWith(there) && /^[\\/]/.test(file.slice(there.length));
  return isInside ? `${here}${file.slice(there.length)}` : file;
}
