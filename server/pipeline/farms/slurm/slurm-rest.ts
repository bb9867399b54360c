import { farmCredential, farmRefused, farmUnreachable } from '../http/farm-error.ts';
import type { FarmAnswer, FarmHttp, FarmRequest } from '../http/farm-http.ts';
import { asSentence } from '../words/one-line.ts';
import {
  jobsAnswer,
  licensesAnswer,
  nodesAnswer,
  partitionsAnswer,
  type SlurmFault,
  submitAnswer,
} from './rest-answers.ts';
import { restDialect } from './rest-dialects.ts';
import { faultKind, faultsIn } from './rest-errors.ts';
import type { JobChange, JobWish, SlurmCluster, SlurmJob, SlurmWay } from './slurm-way.ts';

/** So many jobs are asked for one by one. Beyond that all are, also those of everybody else: megabytes on a busy cluster. */
const FEW = 16;

/** Talks to Slurm's REST daemon, `slurmrestd`. */
export class SlurmRest implements SlurmWay {
  readonly #farm: string;
  readonly #http: FarmHttp;
  readonly #version: string;

  constructor(parts: { readonly farm: string; readonly http: FarmHttp; readonly version: string }) {
    this.#farm = parts.farm;
    this.#http = parts.http;
    this.#version = parts.version;
  }

  async submit(wish: JobWish, signal: AbortSignal): Promise<string> {
    const job = {
      ...restDialect(this.#version).job(wish),
      name: wish.name,
      comment: wish.comment,
      array: wish.array,
      current_working_directory: wish.folder,
      standard_output: wish.output,
      nice: wish.nice,
      hold: wish.hold,
      requeue: true,
      tasks: 1,
      ...(wish.partition !== undefined && { partition: wish.partition }),
      ...(wish.qos !== undefined && { qos: wish.qos }),
      ...(wish.account !== undefined && { account: wish.account }),
      ...(wish.licenses !== undefined && { licenses: wish.licenses }),
      ...(wish.cpus !== undefined && { cpus_per_task: wish.cpus }),
    };
    const answer = await this.#ask({ method: 'POST', path: '/job/submit', body: { script: wish.script, job } }, signal);
    const { job_id: id, errors } = this.#http.parse(answer.text, submitAnswer);
    // The answer for a job that is held has an error that says so.
    if (id !== undefined && id > 0) return String(id);
    const [fault] = errors;
    if (fault !== undefined) throw this.#error(fault);
    throw farmUnreachable(this.#farm, 'it answered with no id of a job.');
  }

  /** There is no dry run here. */
  async test(): Promise<void> {}

  async jobs(signal: AbortSignal, ids?: readonly string[]): Promise<readonly SlurmJob[]> {
    if (ids === undefined || ids.length > FEW)
      return this.#jobsIn(await this.#ask({ method: 'GET', path: '/jobs' }, signal));
    return (await Promise.all(ids.map((id) => this.#job(id, signal)))).flat();
  }

  async cancel(id: string, indices: string | undefined, signal: AbortSignal): Promise<void> {
    const name = indices === undefined ? id : `${id}_[${indices}]`;
    await this.#ask({ method: 'DELETE', path: `/job/${encodeURIComponent(name)}` }, signal, 'gone');
  }

  async change(id: string, change: JobChange, signal: AbortSignal): Promise<void> {
    const body = 'nice' in change ? { nice: change.nice } : { hold: change.hold };
    // Of arrays it says `job array update … failed` whatever comes of it: the driver looks afterwards.
    await this.#ask({ method: 'POST', path: `/job/${encodeURIComponent(id)}`, body }, signal, 'gone');
  }

  async cluster(signal: AbortSignal): Promise<SlurmCluster> {
    const ask = async (path: string) => (await this.#ask({ method: 'GET', path }, signal)).text;
    const [nodes, partitions, licenses] = await Promise.all([
      ask('/nodes').then((text) => this.#http.parse(text, nodesAnswer)),
      ask('/partitions').then((text) => this.#http.parse(text, partitionsAnswer)),
      // Older versions do not tell.
      ask('/licenses')
        .then((text) => this.#http.parse(text, licensesAnswer).licenses)
        .catch(() => undefined),
    ]);
    const { meta: version } = nodes;
    return {
      nodes: nodes.nodes,
      partitions: partitions.partitions,
      ...(version !== undefined && { version: `Slurm ${version}` }),
      ...(licenses !== undefined && { licenses }),
    };
  }

  /** The elements of one job; none where it is gone. */
  async #job(id: string, signal: AbortSignal): Promise<readonly SlurmJob[]> {
    const answer = await this.#ask({ method: 'GET', path: `/job/${encodeURIComponent(id)}` }, signal, 'gone');
    const isGone = answer.status >= 300 || faultsIn(answer.text).some((it) => faultKind(it) === 'gone');
    return isGone ? [] : this.#jobsIn(answer);
  }

  #jobsIn({ text }: FarmAnswer): readonly SlurmJob[] {
    const { jobs, errors } = this.#http.parse(text, jobsAnswer);
    // An empty list beside an error is none.
    const [fault] = errors;
    if (jobs.length === 0 && fault !== undefined) throw this.#error(fault);
    return jobs;
  }

  /**
   * Asks. It answers 500 for whatever it did not do, with numbers that say why; so those decide, and not the status.
   * `fine`: what counts as done.
   */
  async #ask(request: FarmRequest, signal: AbortSignal, fine?: 'gone'): Promise<FarmAnswer> {
    const answer = await this.#http.send({ ...request, path: `/slurm/${this.#version}${request.path}` }, signal);
    const { status } = answer;
    if (status >= 200 && status < 300) return answer;
    const faults = faultsIn(answer.text);
    if (fine !== undefined && faults.some((it) => faultKind(it) === fine)) return answer;
    const telling = faults.find((it) => faultKind(it) !== 'unknown');
    if (telling !== undefined && status !== 429 && status !== 503) throw this.#error(telling);
    return this.#http.judge(answer);
  }

  #error(fault: SlurmFault): Error {
    const said = asSentence(fault.said);
    switch (faultKind(fault)) {
      case 'refused':
      case 'gone':
        return farmRefused(this.#farm, said);
      case 'credential':
        return farmCredential(this.#farm, said);
      case 'unknown':
        return farmUnreachable(this.#farm, said);
    }
  }
}

/** What Slurm says for itself in an answer, for people. */
export function saidIn(text: string): string | undefined {
  const said = faultsIn(text).map((it) => it.said);
  return said.length === 0 ? undefined : said.join('. ');
}
