import * as z from 'zod';
import { amount, count, flag, identifier, label, listOf, someOf, wholeListOf, word } from '../http/answer-shapes.ts';
import { timeOfSeconds } from '../http/answer-times.ts';
import { readArrayExpression, UNREADABLE } from './array-expression.ts';
import { exitCodeOf, gpusIn, isUp } from './slurm-texts.ts';
import { COMMENT, type SlurmJob, type SlurmPartition } from './slurm-way.ts';

/** A number: plain and null where it is not set, up to v0.0.38; with whether it is set, from then on. */
const numberSchema = z
  .union([
    z.object({ set: z.boolean(), infinite: flag, number: count }).transform(({ set, infinite, number }) => {
      if (!set) return undefined;
      return infinite ? Number.POSITIVE_INFINITY : number;
    }),
    amount,
  ])
  .optional();

/** Names: with commas in between, or as a list. */
const namesSchema = z
  .union([z.array(word), word.transform((names) => names.split(','))])
  .transform((names) => names.filter((it) => it !== ''))
  .catch([]);

/** States: one word, several in one with signs in between, or a list. */
const statesSchema = namesSchema.transform((states) => states.flatMap((it) => it.split(/[+\s]+/)));

/** What `wait` gave, or taken to pieces. */
const exitSchema = z
  .union([
    z
      .object({ return_code: numberSchema, signal: z.object({ id: numberSchema, signal_id: numberSchema }).catch({}) })
      .transform(({ return_code: code, signal: { id, signal_id: signal = id } }) =>
        signal !== undefined && signal > 0 ? 128 + signal : code,
      ),
    amount.transform((value) => (value === undefined ? undefined : exitCodeOf(value))),
  ])
  .optional();

const jobSchema = z.object({
  job_id: numberSchema.pipe(z.number()),
  array_job_id: numberSchema,
  array_task_id: numberSchema,
  array_task_string: word,
  job_state: statesSchema,
  state_reason: label,
  exit_code: exitSchema,
  restart_cnt: numberSchema,
  batch_host: label,
  start_time: numberSchema,
  end_time: numberSchema,
  nice: numberSchema,
  priority: numberSchema,
  user_name: word,
  comment: z.string(),
});

/** An error in an answer of Slurm. */
export interface SlurmFault {
  /** Slurm's number of it (`slurm_errno.h`); undefined where it gave none. */
  readonly number?: number;
  readonly said: string;
}

/** What went wrong, as Slurm has it in each answer. */
const faultsSchema = someOf(
  z
    .object({ error: label, description: label, error_number: amount, error_code: amount })
    .transform(({ error, description, error_number: one, error_code: other }): SlurmFault => {
      const number = [one, other].find((it) => it !== undefined && it > 0);
      const words = [error, description].filter((it) => it !== undefined);
      return { ...(number !== undefined && { number }), said: words.join(': ') };
    }),
);

export const errorsAnswer = z.object({ errors: faultsSchema });

/** Jobs; those that Compline has not made are not looked into. */
export const jobsAnswer = z.object({
  jobs: z
    .array(z.unknown())
    .transform((jobs) => jobs.filter(isOurs))
    .pipe(wholeListOf(jobSchema))
    .transform((jobs) => jobs.map(jobOf)),
  errors: faultsSchema,
});

const isOurs = (job: unknown): boolean =>
  typeof job === 'object' &&
  job !== null &&
  'comment' in job &&
  typeof job.comment === 'string' &&
  job.comment.startsWith(COMMENT);

/** Below zero, as numbers without a sign have it. */
const signed = (nice: number): number => (nice > 0x7fff_ffff ? nice - 2 ** 32 : nice);

function jobOf(job: z.output<typeof jobSchema>): SlurmJob {
  const { array_job_id: array, array_task_id: task, array_task_string: tasks } = job;
  const text = tasks === '' ? `${task ?? ''}` : tasks;
  const elements = readArrayExpression(text) ?? UNREADABLE;
  const startedAt = timeOfSeconds(job.start_time);
  const endedAt = timeOfSeconds(job.end_time);
  const { state_reason: reason, batch_host: host } = job;
  return {
    id: String(array === undefined || array === 0 ? job.job_id : array),
    elements,
    states: job.job_state,
    ...(reason !== undefined && reason !== 'None' && { reason }),
    ...(job.exit_code !== undefined && { exitCode: job.exit_code }),
    restarts: job.restart_cnt ?? 0,
    ...(host !== undefined && { host }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    nice: signed(job.nice ?? 0),
    priority: job.priority ?? 0,
    user: job.user_name,
    comment: job.comment,
  };
}

/** The id of a job that was submitted; it is there also beside a word that the job is held. */
export const submitAnswer = z.object({ job_id: numberSchema, errors: faultsSchema });

const release = z.object({ release: label }).catch({});
const metaSchema = z.object({ Slurm: release, slurm: release });

export const nodesAnswer = z.object({
  meta: metaSchema.transform(({ Slurm, slurm }) => Slurm.release ?? slurm.release).catch(undefined),
  nodes: listOf(
    z
      .object({
        name: identifier,
        state: statesSchema,
        state_flags: namesSchema,
        cpus: numberSchema,
        real_memory: numberSchema,
        gres: word,
        partitions: namesSchema,
      })
      .transform((node) => ({
        name: node.name,
        isUp: isUp([...node.state, ...node.state_flags]),
        cpus: node.cpus ?? 0,
        memory: node.real_memory ?? 0,
        gpus: gpusIn(node.gres),
        partitions: node.partitions,
      })),
  ),
});

/** -1 stands for no limit up to v0.0.38. */
const limitOf = (minutes: number | undefined): number | undefined =>
  minutes === undefined || minutes < 0 || !Number.isFinite(minutes) ? undefined : minutes;

export const partitionsAnswer = z.object({
  partitions: listOf(
    z
      .object({
        name: identifier,
        flags: z.array(word).optional().catch(undefined),
        max_time_limit: numberSchema,
        maximums: z.object({ time: numberSchema }).catch({}),
      })
      .transform(({ name, flags, max_time_limit: plain, maximums }): SlurmPartition => {
        const timeLimit = limitOf(plain ?? maximums.time);
        // Versions v0.0.39 and v0.0.40 do not tell flags.
        const isDefault = flags?.some((it) => it.toLowerCase() === 'default');
        return { name, ...(isDefault !== undefined && { isDefault }), ...(timeLimit !== undefined && { timeLimit }) };
      }),
  ),
});

export const licensesAnswer = z.object({
  licenses: wholeListOf(z.object({ LicenseName: identifier })).transform((all) => all.map((it) => it.LicenseName)),
});
