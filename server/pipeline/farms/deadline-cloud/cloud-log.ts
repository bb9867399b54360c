import { ComplineError } from '../../../protocol/errors.ts';
import type { FarmLog, TakenOrder } from '../driver/farm-driver.ts';
import { messageIn } from '../http/answer-shapes.ts';
import { FarmHttp } from '../http/farm-http.ts';
import { type AwsCredentials, signedHeaders } from './aws-credentials.ts';
import type { CloudQueue } from './cloud-look.ts';
import { sessionOf } from './cloud-sessions.ts';
import { logEventsSchema, roleSchema } from './deadline-cloud-api.ts';

/** Questions for one log: a megabyte each at the most. */
const MOST_PAGES = 16;
/** Lines come a little later than the clock of the session says. */
const AFTER = 2_000;

/** Where CloudWatch Logs is, and who asks there. */
export interface CloudLogOptions {
  readonly farm: string;
  readonly url: string;
  readonly region: string;
  readonly credentials: () => AwsCredentials;
  readonly now: () => number;
}

/** Reads what tasks have printed out of CloudWatch Logs: a stream for each session, of which a task is a stretch of time. */
export class CloudLog {
  readonly #queue: CloudQueue;
  readonly #options: CloudLogOptions;

  constructor(queue: CloudQueue, options: CloudLogOptions) {
    this.#queue = queue;
    this.#options = options;
  }

  async of(order: TakenOrder, place: number, signal: AbortSignal): Promise<FarmLog | undefined> {
    const { tasks, sessions } = this.#queue;
    const id = (await tasks.of(order, signal)).get(place)?.latestSessionActionId;
    if (id === undefined || id === '') return undefined;
    const action = await sessions.action(order.id, id, signal);
    const { log } = await sessions.session(order.id, sessionOf(id), signal);
    const { logGroupName, logStreamName } = log.options;
    const from = Date.parse(action.startedAt);
    if (log.logDriver !== 'awslogs' || typeof logGroupName !== 'string' || typeof logStreamName !== 'string') {
      return undefined;
    }
    if (Number.isNaN(from)) return undefined;
    const to = Date.parse(action.endedAt);
    const wish = {
      logGroupName,
      logStreamName,
      startFromHead: true,
      startTime: from,
      ...(!Number.isNaN(to) && { endTime: to + AFTER }),
    };
    return { text: await this.#read(wish, signal) };
  }

  /** With the credential of the farm; where that may not read logs, with the role that the queue lends for it. */
  async #read(wish: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<string> {
    try {
      return await this.#pages(wish, this.#options.credentials, signal);
    } catch (error) {
      if (!ComplineError.is(error, 'farm-refused') && !ComplineError.is(error, 'farm-credential')) throw error;
      const { http, paths } = this.#queue;
      const request = { method: 'GET', path: `${paths.queue}/read-roles` } as const;
      const { credentials } = await http.json(request, roleSchema, signal);
      return await this.#pages(wish, () => credentials, signal);
    }
  }

  async #pages(
    wish: Readonly<Record<string, unknown>>,
    credentials: () => AwsCredentials,
    signal: AbortSignal,
  ): Promise<string> {
    const { farm, url, region, now } = this.#options;
    const http = new FarmHttp({
      farm,
      url,
      saidIn: messageIn,
      authorize: (request) => signedHeaders(request, { region, service: 'logs' }, credentials(), now()),
    });
    try {
      const lines: string[] = [];
      let token: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'Logs_20140328.GetLogEvents' };
        const body = { ...wish, ...(token !== undefined && { nextToken: token }) };
        const answer = await http.json({ method: 'POST', path: '/', body, headers }, logEventsSchema, signal);
        lines.push(...answer.events.map(({ message }) => `${message.trimEnd()}\n`));
        const next = answer.nextForwardToken;
        // The end of a stream is where the token stays the same.
        if (next === undefined || next === token) break;
        token = next;
      }
      return lines.join('');
    } finally {
      http.dispose();
    }
  }
}
