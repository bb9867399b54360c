import { limitName } from '../../../formats/openjd/host-requirements.ts';
import type { OpenJdSystem } from '../../../formats/openjd/openjd-order.ts';
import { platformOf } from '../../../project/roots.ts';
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
import { credentialsOf, signedHeaders } from './aws-credentials.ts';
import { CloudControl } from './cloud-control.ts';
import { CloudLog } from './cloud-log.ts';
import { CloudLook, type CloudQueue } from './cloud-look.ts';
import { allowed, cloudLimits, cloudOffers } from './cloud-offers.ts';
import { CloudSessions } from './cloud-sessions.ts';
import { CloudTasks } from './cloud-tasks.ts';
import { createdSchema, foundJobsSchema, pageAfter, QueuePaths } from './deadline-cloud-api.ts';
import { clientToken, cloudJob, KEY_PARAMETER } from './deadline-cloud-job.ts';

/** AWS Deadline Cloud by its REST interface of 2023-10-12, signed with Signature Version 4. */
export class DeadlineCloudDriver implements FarmDriver {
  readonly capabilities: DriverCapabilities = {
    controls: new Set(['pause', 'resume', 'priority']),
    needs: new Set(['threads', 'memory', 'gpus']),
    retries: 'farm',
    calls: 'each',
    chunks: 'any',
    // The service takes 10 000; but tasks are told by the hundred, and a list in a template has up to 1 024 values.
    mostTasks: 1_000,
  };
  readonly #farm: string;
  readonly #system: OpenJdSystem;
  readonly #storageProfileId: string | undefined;
  readonly #queue: CloudQueue;
  readonly #look: CloudLook;
  readonly #control: CloudControl;
  readonly #log: CloudLog;

  /** `logsUrl`: where CloudWatch Logs is, where that is not the address of the region. */
  constructor(parts: DriverParts, logsUrl?: string) {
    const { settings, root, now } = parts;
    const { name, region = '', farmId = '', queueId = '', storageProfileId } = settings;
    this.#farm = name;
    this.#system = settings.platform ?? platformOf(process.platform);
    this.#storageProfileId = storageProfileId;
    const credentials = () => credentialsOf(parts);
    const http = new FarmHttp({
      ...httpSettings({ settings, root }),
      url: settings.url ?? `https://management.deadline.${region}.amazonaws.com`,
      saidIn: messageIn,
      authorize: (request) => signedHeaders(request, { region, service: 'deadline' }, credentials(), now()),
    });
    const paths = new QueuePaths(farmId, queueId);
    const tasks = new CloudTasks(http, paths);
    this.#queue = { farmId, queueId, http, paths, tasks, sessions: new CloudSessions(http, paths) };
    this.#look = new CloudLook(this.#queue);
    this.#control = new CloudControl(this.#queue);
    const url = logsUrl ?? `https://logs.${region}.amazonaws.com`;
    this.#log = new CloudLog(this.#queue, { farm: name, url, region, credentials, now });
  }

  offers(signal: AbortSignal): Promise<FarmOffers> {
    return cloudOffers(this.#queue, signal);
  }

  /** Deadline Cloud has no dry run: the template is made, and the queue and its limits are asked for. */
  async check(order: FarmOrder, signal: AbortSignal): Promise<void> {
    this.#body(order);
    await this.#queue.http.ask({ method: 'GET', path: this.#queue.paths.queue }, signal);
    if (order.limits.length === 0) return;
    const limits = await allowed(cloudLimits(this.#queue, signal));
    const unknown = order.limits.find((limit) => limits !== undefined && !limits.includes(limitName(limit)));
    if (unknown === undefined || limits === undefined) return;
    const there = limits.length === 0 ? 'it has none' : `it has ${limits.join(', ')}`;
    throw farmRefused(this.#farm, `its queue has no limit ${unknown}: ${there}`);
  }

  async submit(order: FarmOrder, signal: AbortSignal): Promise<string> {
    const request = {
      method: 'POST',
      path: `${this.#queue.paths.queue}/jobs`,
      body: this.#body(order),
      headers: { 'x-amz-client-token': clientToken(order.key) },
    } as const;
    return (await this.#queue.http.json(request, createdSchema, signal)).jobId;
  }

  async find(key: string, signal: AbortSignal): Promise<readonly string[]> {
    const { http, paths, queueId } = this.#queue;
    const found: { readonly id: string; readonly at: number }[] = [];
    const filter = { parameterFilter: { name: KEY_PARAMETER, operator: 'EQUAL', value: key } };
    let itemOffset: number | undefined = 0;
    while (itemOffset !== undefined) {
      const body: Readonly<Record<string, unknown>> = {
        queueIds: [queueId],
        filterExpressions: { filters: [filter], operator: 'AND' },
        itemOffset,
        pageSize: 100,
      };
      const request = { method: 'POST', path: `${paths.farm}/search/jobs`, body } as const;
      const { jobs, nextItemOffset } = await http.json(request, foundJobsSchema, signal);
      for (const { jobId, createdAt, jobParameters } of jobs) {
        const told = jobParameters[KEY_PARAMETER]?.string;
        if (told === undefined || told === key) found.push({ id: jobId, at: Date.parse(createdAt) });
      }
      itemOffset = pageAfter(itemOffset, nextItemOffset);
    }
    return found.sort((left, right) => left.at - right.at).map(({ id }) => id);
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

  log(order: TakenOrder, task: number, signal: AbortSignal): Promise<FarmLog | undefined> {
    return this.#log.of(order, task, signal);
  }

  #body(order: FarmOrder): Readonly<Record<string, unknown>> {
    const made = cloudJob(order, this.#system, this.#storageProfileId);
    if ('refused' in made) throw farmRefused(this.#farm, made.refused.join(' '));
    return made.body;
  }
}
