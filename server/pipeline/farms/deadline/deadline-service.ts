import type * as z from 'zod';
import type { DriverParts } from '../driver/farm-driver.ts';
import { farmRefused, farmUnreachable } from '../http/farm-error.ts';
import { type FarmAnswer, FarmHttp, type FarmRequest } from '../http/farm-http.ts';
import { httpSettings } from '../http/http-settings.ts';
import { asSentence, oneLine } from '../words/one-line.ts';
import {
  type DeadlineJob,
  type DeadlineTask,
  idsAnswer,
  jobsAnswer,
  savedAnswer,
  tasksAnswer,
} from './deadline-messages.ts';

/** Jobs in one question: their ids are in its address, which may have some thousand characters. */
const JOBS_AT_ONCE = 100;

type Query = Readonly<Record<string, string>>;

/** Deadline's Web Service: data is told as JSON, and whether something was done as a text. */
export class DeadlineService {
  readonly #http: FarmHttp;
  readonly #farm: string;

  constructor({ settings, root, secret }: DriverParts) {
    this.#farm = settings.name;
    this.#http = new FarmHttp({
      ...httpSettings({ settings, root }),
      authorize: () => {
        const value = secret();
        return value === undefined ? undefined : { authorization: `Basic ${Buffer.from(value).toString('base64')}` };
      },
    });
  }

  /** Asks for data. */
  async get<Schema extends z.ZodType>(
    path: string,
    query: Query,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<z.output<Schema>> {
    return await this.#http.json({ method: 'GET', path: withQuery(path, query) }, schema, signal);
  }

  /** Asks for data where a sentence instead of JSON says that there is none. */
  async getIfAny<Schema extends z.ZodType>(
    path: string,
    query: Query,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<z.output<Schema> | undefined> {
    const { text } = await this.#http.ask({ method: 'GET', path: withQuery(path, query) }, signal);
    return /^\s*[[{<"]/.test(text) ? this.#http.parse(text, schema) : undefined;
  }

  /** Has something done with a job. It says so in one word. */
  async put(path: string, job: string, body: object, signal: AbortSignal): Promise<void> {
    const { text } = await this.#about(job, { method: 'PUT', path, body }, signal);
    if (/^\s*"?success/i.test(text)) return;
    if (/^\s*[[{<]/.test(text)) throw farmUnreachable(this.#farm, 'it did not say whether it has done it.');
    throw farmRefused(this.#farm, refusalIn(text));
  }

  /** Sends a job, and answers whatever comes. */
  async post(body: object, signal: AbortSignal): Promise<FarmAnswer> {
    return await this.#http.send({ method: 'POST', path: '/api/jobs', body }, signal);
  }

  /** What an answer to `post` says. */
  posted<Schema extends z.ZodType>(answer: FarmAnswer, schema: Schema): z.output<Schema> {
    const { text } = this.#http.judge(answer);
    if (/^\s*[[{<]/.test(text)) return this.#http.parse(text, schema);
    throw farmRefused(this.#farm, refusalIn(text));
  }

  /** The ids of all jobs that there are, by when they were made: Deadline's ids begin with the second. */
  async ids(signal: AbortSignal): Promise<readonly string[]> {
    return (await this.get('/api/jobs', { IdOnly: 'true' }, idsAnswer, signal)).sort();
  }

  /** The jobs with these ids, by them. */
  async jobs(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, DeadlineJob>> {
    const found = new Map<string, DeadlineJob>();
    for (let at = 0; at < ids.length; at += JOBS_AT_ONCE) {
      const query = { JobID: ids.slice(at, at + JOBS_AT_ONCE).join(',') };
      for (const job of await this.get('/api/jobs', query, jobsAnswer, signal)) found.set(job._id, job);
    }
    return found;
  }

  /** A job with all that Deadline tells of it, as it is saved; undefined where there is none. */
  async whole(id: string, signal: AbortSignal): Promise<z.output<typeof savedAnswer>[number] | undefined> {
    const jobs = await this.get('/api/jobs', { JobID: id }, savedAnswer, signal);
    return jobs.find(({ _id }) => _id === id);
  }

  /** The tasks of a job. */
  async tasks(job: string, signal: AbortSignal): Promise<readonly DeadlineTask[]> {
    const path = withQuery('/api/tasks', { JobID: job });
    const { text } = await this.#about(job, { method: 'GET', path }, signal);
    return this.#http.parse(text, tasksAnswer);
  }

  /** Asks something about a job. Everything that goes wrong is a fault of the farm's own, also that there is no such job. */
  async #about(job: string, request: FarmRequest, signal: AbortSignal): Promise<FarmAnswer> {
    const answer = await this.#http.send(request, signal);
    if (answer.status === 500 && (await this.jobs([job], signal)).size === 0) {
      throw farmRefused(this.#farm, 'it does not know the job any more.');
    }
    return this.#http.judge(answer);
  }
}

/** Why it has refused something, as a sentence. */
export function refusalIn(text: string): string {
  const line = oneLine(text);
  return line === '' ? 'it did not say why.' : asSentence(line);
}

/** Commas stand as they are, as the Web Service's own client writes them. */
function withQuery(path: string, query: Query): string {
  const said = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`,
  );
  return said.length === 0 ? path : `${path}?${said.join('&')}`;
}
