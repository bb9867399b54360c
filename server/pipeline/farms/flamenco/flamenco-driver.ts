import { type Platform, platformOf } from '../../../project/roots.ts';
import type { FarmOffers } from '../../../protocol/farms.ts';
import type {
  DriverCapabilities,
  DriverParts,
  FarmDriver,
  FarmLog,
  FarmOrder,
  OrderCommand,
  OrderSighting,
  TakenOrder,
} from '../driver/farm-driver.ts';
import { messageIn } from '../http/answer-shapes.ts';
import { farmRefused } from '../http/farm-error.ts';
import { FarmHttp } from '../http/farm-http.ts';
import { httpSettings } from '../http/http-settings.ts';
import {
  type FlamencoJobType,
  jobSchema,
  jobTypesSchema,
  logSchema,
  tagsSchema,
  versionSchema,
  workersSchema,
} from './flamenco-api.ts';
import { FlamencoControl } from './flamenco-control.ts';
import { type FlamencoPlatform, flamencoJob, JOB_FORMAT, JOB_TYPE, KEY_METADATA } from './flamenco-job.ts';
import { FlamencoLook } from './flamenco-look.ts';
import { lacksOfCall } from './worker-call.ts';

/** Of a longer log only its last lines are fetched; in bytes. */
const MOST_LOG = 16 * 2 ** 20;

/** Flamenco 3 by the REST interface of its manager, which knows no users: whoever reaches it may do everything. */
export class FlamencoDriver implements FarmDriver {
  readonly capabilities: DriverCapabilities = {
    controls: new Set(['pause', 'resume', 'priority']),
    needs: new Set(),
    retries: 'core',
    calls: 'each',
    chunks: 'any',
    // Flamenco has no limit since 3.3; but its manager asks its database once for each task that it lists.
    mostTasks: 2_000,
  };
  readonly #farm: string;
  readonly #url: string;
  readonly #platform: FlamencoPlatform;
  readonly #http: FarmHttp;
  readonly #look: FlamencoLook;
  readonly #control: FlamencoControl;

  constructor({ settings, root }: DriverParts) {
    const { name, url = '', platform = platformOf(process.platform) } = settings;
    this.#farm = name;
    this.#url = url.replace(/\/+$/, '');
    this.#platform = SYSTEMS[platform];
    this.#http = new FarmHttp({ ...httpSettings({ settings, root }), saidIn: messageIn });
    this.#look = new FlamencoLook(this.#http);
    this.#control = new FlamencoControl(name, this.#http, this.#look);
  }

  async offers(signal: AbortSignal): Promise<FarmOffers> {
    const [{ version }, { workers }, { tags }, type] = await Promise.all([
      this.#http.json({ method: 'GET', path: '/api/v3/version' }, versionSchema, signal),
      this.#http.json({ method: 'GET', path: '/api/v3/worker-mgt/workers' }, workersSchema, signal),
      this.#http.json({ method: 'GET', path: '/api/v3/worker-mgt/tags' }, tagsSchema, signal),
      this.#jobType(signal),
    ]);
    const lack = lackOfType(type);
    return {
      version: `Flamenco ${version}${lack === undefined ? '' : `: ${lack}`}`,
      groups: tags.map(({ name }) => name).sort(),
      machines: { up: workers.filter(({ status }) => status === 'awake').length, all: workers.length },
    };
  }

  async check(order: FarmOrder, signal: AbortSignal): Promise<void> {
    const path = '/api/v3/version';
    const { version, shortversion } = await this.#http.json({ method: 'GET', path }, versionSchema, signal);
    const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(shortversion === '' ? version : shortversion) ?? [];
    if (Number(major) < 3 || (Number(major) === 3 && Number(minor) < 6)) {
      throw farmRefused(this.#farm, `it is Flamenco ${version}, and 3.6 is the oldest that lists its jobs`);
    }
    const [lack] = [
      ...(order.pool === undefined ? [] : ['Flamenco knows no pools: use group, which is a worker tag']),
      ...(order.limits.length === 0 ? [] : ['Flamenco knows no limits']),
      ...(order.layer.successCodes.includes(0) ? [] : ['Flamenco takes exit code 0 alone for a success']),
      ...order.tasks.flatMap(({ command }) => lacksOfCall(command, this.#platform === 'windows')),
    ];
    if (lack !== undefined) throw farmRefused(this.#farm, lack);
    const body = await this.#job(order, signal);
    await this.#http.ask({ method: 'POST', path: '/api/v3/jobs/check', body }, signal);
  }

  async submit(order: FarmOrder, signal: AbortSignal): Promise<string> {
    const body = await this.#job(order, signal);
    const job = await this.#http.json({ method: 'POST', path: '/api/v3/jobs', body }, jobSchema, signal);
    // Managers before 3.7 start every job.
    if (order.job.paused && job.status !== 'paused') {
      await this.#control.control(
        { key: order.key, id: job.id, tasks: [], folder: order.folder },
        { action: 'pause' },
        signal,
      );
    }
    return job.id;
  }

  async find(key: string, signal: AbortSignal): Promise<readonly string[]> {
    const jobs = await this.#look.jobs(signal);
    return [...jobs.values()]
      .filter(({ metadata }) => metadata[KEY_METADATA] === key)
      .sort((left, right) => Date.parse(left.created) - Date.parse(right.created))
      .map(({ id }) => id);
  }

  look(orders: readonly TakenOrder[], signal: AbortSignal): Promise<ReadonlyMap<string, OrderSighting>> {
    return this.#look.look(orders, signal);
  }

  control(order: TakenOrder, command: OrderCommand, signal: AbortSignal): Promise<void> {
    return this.#control.control(order, command, signal);
  }

  requeue(order: TakenOrder, tasks: readonly number[], signal: AbortSignal): Promise<void> {
    return this.#control.requeue(order, tasks, signal);
  }

  async log(order: TakenOrder, place: number, signal: AbortSignal): Promise<FarmLog | undefined> {
    const task = (await this.#look.tasksOf(order, signal)).get(place);
    if (task === undefined) return undefined;
    const path = `/api/v3/tasks/${encodeURIComponent(task.id)}`;
    const { status, text } = await this.#http.ask({ method: 'GET', path: `${path}/log` }, signal);
    if (status === 204 || text.trim() === '') return undefined;
    const { url, size } = this.#http.parse(text, logSchema);
    // The address is relative to the manager. Where its logs are outside of its storage there is none.
    const isHere = url.startsWith('/') && !url.startsWith('//') && size <= MOST_LOG;
    const from = isHere ? url : `${path}/logtail`;
    return { text: (await this.#http.ask({ method: 'GET', path: from }, signal)).text };
  }

  page({ id }: TakenOrder): string {
    return `${this.#url}/app/jobs/${encodeURIComponent(id)}`;
  }

  /** The job of an order. Errors: `farm-refused` where its type or its worker tag is not there. */
  async #job(order: FarmOrder, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    const [type, tag] = await Promise.all([this.#jobType(signal), this.#tag(order.group, signal)]);
    const lack = lackOfType(type);
    if (type === undefined || lack !== undefined) throw farmRefused(this.#farm, lack ?? '');
    return flamencoJob(order, this.#platform, type.etag, tag);
  }

  async #jobType(signal: AbortSignal): Promise<FlamencoJobType | undefined> {
    const { job_types } = await this.#http.json({ method: 'GET', path: '/api/v3/jobs/types' }, jobTypesSchema, signal);
    return job_types.find(({ name }) => name === JOB_TYPE);
  }

  async #tag(name: string | undefined, signal: AbortSignal): Promise<string | undefined> {
    if (name === undefined) return undefined;
    const { tags } = await this.#http.json({ method: 'GET', path: '/api/v3/worker-mgt/tags' }, tagsSchema, signal);
    const tag = tags.find((it) => it.name === name);
    if (tag !== undefined) return tag.id;
    const there = tags.length === 0 ? 'it has none' : `it has ${tags.map((it) => it.name).join(', ')}`;
    throw farmRefused(this.#farm, `it has no worker tag ${name}: ${there}`);
  }
}

/** What the manager lacks of the job type, as part of a sentence. */
function lackOfType(type: FlamencoJobType | undefined): string | undefined {
  const install = `put Compline's integrations/flamenco/compline.js into the folder scripts beside the manager's program`;
  if (type === undefined)
    return `its job type ${JOB_TYPE} is missing: ${install}; managers before 3.7 have to be started anew`;
  const format = type.settings.find(({ key }) => key === 'format')?.default;
  if (format === JOB_FORMAT) return undefined;
  return `its job type ${JOB_TYPE} is of another version of Compline: ${install}`;
}

/** Platforms as Flamenco calls them. */
const SYSTEMS: Readonly<Record<Platform, FlamencoPlatform>> = { windows: 'windows', linux: 'linux', macos: 'darwin' };
