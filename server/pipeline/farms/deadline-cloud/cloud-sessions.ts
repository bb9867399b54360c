import type { z } from 'zod';
import { ComplineError } from '../../../protocol/errors.ts';
import type { FarmHttp } from '../http/farm-http.ts';
import { actionSchema, type CloudTask, type QueuePaths, sessionSchema } from './deadline-cloud-api.ts';
import { standingOf } from './deadline-cloud-states.ts';

/** So many sessions and actions are asked for in one look; the others in the next ones. */
const MOST_ASKED = 20;
/** So much is remembered. */
const MOST_KEPT = 20_000;

/** What sessions tell of a task. */
export interface SessionFacts {
  readonly host?: string;
  readonly exitCode?: number;
  readonly message?: string;
}

/** What the sessions of workers tell of tasks: the machine, and how a failed one ended. */
export class CloudSessions {
  readonly #http: FarmHttp;
  readonly #paths: QueuePaths;
  readonly #hosts = new Map<string, string>();
  readonly #ends = new Map<string, Omit<SessionFacts, 'host'>>();
  #left = MOST_ASKED;

  constructor(http: FarmHttp, paths: QueuePaths) {
    this.#http = http;
    this.#paths = paths;
  }

  /** Another look begins. */
  begin(): void {
    this.#left = MOST_ASKED;
  }

  /** What is told of a task; `later` where too much was asked for in this look already. */
  async factsOf(job: string, task: CloudTask, signal: AbortSignal): Promise<SessionFacts | 'later'> {
    const { latestSessionActionId: action, runStatus } = task;
    if (action === '' || standingOf(runStatus, '').standing === 'waiting') return {};
    const session = sessionOf(action);
    const host = await this.#remembered(this.#hosts, session, '', () => this.#host(job, session, signal));
    if (host === undefined) return 'later';
    const known = host === '' ? {} : { host };
    if (runStatus !== 'FAILED') return known;
    const end = await this.#remembered(this.#ends, action, {}, () => this.#end(job, action, signal));
    return end === undefined ? 'later' : { ...known, ...end };
  }

  /** A session action. */
  async action(job: string, id: string, signal: AbortSignal): Promise<z.output<typeof actionSchema>> {
    const path = `${this.#paths.job(job)}/session-actions/${encodeURIComponent(id)}`;
    return await this.#http.json({ method: 'GET', path }, actionSchema, signal);
  }

  /** A session. */
  async session(job: string, id: string, signal: AbortSignal): Promise<z.output<typeof sessionSchema>> {
    const path = `${this.#paths.job(job)}/sessions/${encodeURIComponent(id)}`;
    return await this.#http.json({ method: 'GET', path }, sessionSchema, signal);
  }

  async #host(job: string, session: string, signal: AbortSignal): Promise<string> {
    const { workerId, hostProperties } = await this.session(job, session, signal);
    return hostProperties.hostName ?? workerId ?? '';
  }

  async #end(job: string, action: string, signal: AbortSignal): Promise<Omit<SessionFacts, 'host'>> {
    const { processExitCode: exitCode, progressMessage: message } = await this.action(job, action, signal);
    return { ...(exitCode !== undefined && { exitCode }), ...(message !== undefined && { message }) };
  }

  /** Asks once; undefined where that is for another look. What is refused tells `nothing`: it only adds to what is known. */
  async #remembered<Value>(
    kept: Map<string, Value>,
    key: string,
    nothing: Value,
    ask: () => Promise<Value>,
  ): Promise<Value | undefined> {
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (this.#left <= 0) return undefined;
    this.#left -= 1;
    const value = await ask().catch((error: unknown) => {
      if (ComplineError.is(error, 'farm-refused') || ComplineError.is(error, 'farm-credential')) return nothing;
      throw error;
    });
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, value);
    return value;
  }
}

/** The session of an action, `sessionaction-<session>-<number>`. */
export function sessionOf(action: string): string {
  return `session-${action.split('-')[1] ?? ''}`;
}
