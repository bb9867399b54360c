import type * as z from 'zod';
import type { DriverParts } from '../driver/farm-driver.ts';
import { messageIn } from '../http/answer-shapes.ts';
import { farmRefused } from '../http/farm-error.ts';
import { FarmHttp } from '../http/farm-http.ts';
import { httpSettings } from '../http/http-settings.ts';
import { asSentence, oneLine } from '../words/one-line.ts';
import { emptyAnswer } from './opencue-messages.ts';
import { openCueToken } from './opencue-token.ts';

/** A method of a service: `job.JobInterface/GetJobs`. */
export type OpenCueMethod = `${string}.${string}Interface/${string}`;

/** OpenCue's REST gateway: each method of the services of its proto files is a path that is posted to. */
export class OpenCueGateway {
  readonly #http: FarmHttp;
  readonly #farm: string;

  constructor({ settings, root, secret, now }: DriverParts) {
    this.#farm = settings.name;
    this.#http = new FarmHttp({
      ...httpSettings({ settings, root }),
      authorize: () => {
        const value = secret();
        return value === undefined ? undefined : { authorization: `Bearer ${openCueToken(value, now())}` };
      },
      saidIn: messageIn,
    });
  }

  /** Calls a method, and reads its answer. Errors: those of `FarmDriver`. */
  async call<Schema extends z.ZodType>(
    method: OpenCueMethod,
    body: object,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<z.output<Schema>> {
    return await this.callUnless(method, body, schema, signal, () => undefined);
  }

  /** Calls a method whose answer holds nothing. */
  async tell(method: OpenCueMethod, body: object, signal: AbortSignal): Promise<void> {
    await this.call(method, body, emptyAnswer, signal);
  }

  /**
   * As `call`; an error that cuebot itself told is shown to `refuses` first, and is a refusal with the text that comes
   * back. Cuebot tells everything that it cannot do as its own fault (INTERNAL, 500).
   */
  async callUnless<Schema extends z.ZodType>(
    method: OpenCueMethod,
    body: object,
    schema: Schema,
    signal: AbortSignal,
    refuses: (message: string) => string | undefined,
  ): Promise<z.output<Schema>> {
    const answer = await this.#http.send({ method: 'POST', path: `/${method}`, body }, signal);
    const told = answer.status === 500 ? messageIn(answer.text) : undefined;
    const refused =
      told === undefined
        ? undefined
        : told.startsWith(UNKNOWN_JOB)
          ? 'it does not know the job any more.'
          : refuses(told);
    if (refused !== undefined) throw farmRefused(this.#farm, asSentence(oneLine(refused)));
    return this.#http.parse(this.#http.judge(answer).text, schema);
  }
}

/** What cuebot says where a job is not in its database. */
const UNKNOWN_JOB = 'Failed to find job data';
