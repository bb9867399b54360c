import * as z from 'zod';
import { readArrayExpression } from './array-expression.ts';
import { exitCodeOf, gpusIn, isUp, millisecondsOf } from './slurm-texts.ts';
import { COMMENT, type SlurmCluster, type SlurmJob } from './slurm-way.ts';

/** A number: plain and null where it is not set, up to v0.0.38; with whether it is set, from then on. */
const numberSchema = z
  .union([
    z.number(),
    z.null(),
    z.object({ set: z.boolean(), infinite: z.boolean().default(false), number: z.number().default(0) }),
  ])
  .optional()
  .transform((value) => {
    if (value === null || typeof value !== 'object') return value ?? undefined;
    if (!value.set) return undefined;
    return value.infinite ? Number.POSITIVE_INFINITY : value.number;
  });

/** States: one word, or several in a list. */
const statesSchema = z
  .union([z.string(), z.array(z.string())])
  .transform((states) => (typeof states === 'string' ? states.split(/[+,\s]+/) : states));

/** Lists: with commas, or as lists. */
const namesSchema = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((names) => (typeof names === 'string' ? names.split(',') : (names ?? [])).filter((it) => it !== ''));

/** What `wait` gave, or taken to pieces. */
const exitSchema = z
  .union([
    z.number(),
    z.null(),
    z.object({
      return_code: numberSchema,
      signal: z
        .object({ id: numberSchema, signal_id: numberSchema })
        .partial()
        .optional()
        .transform((it) => it?.id ?? it?.signal_id),
    }),
  ])
  .optional()
  .transform((value) => {
    if (value === null || value === undefined) return undefined;
    if (typeof value === 'number') return exitCodeOf(value);
    return value.signal !== undefined && value.signal > 0 ? 128 + value.signal : value.return_code;
  });

const jobSchema = z.object({
  job_id: z.number(),
  array_job_id: numberSchema,
  array_task_id: numberSchema,
  array_task_string: z.string().nullish(),
  job_state: statesSchema,
  state_reason: z.string().nullish(),
  exit_code: exitSchema,
  restart_cnt: numberSchema,
  batch_host: z.string().nullish(),
  start_time: numberSchema,
  end_time: numberSchema,
  nice: numberSchema,
  priority: numberSchema,
  user_name: z.string().nullish(),
  comment: z.string(),
});

/** An error in an answer of Slurm. */
export interface SlurmFault {
  /** Slurm's number of it (`slurm_errno.h`); undefined where it gave none. */
  readonly number?: number;
  readonly said: string;
}

/** What went wrong, as Slurm has it in each answer. */
const faultsSchema = z
  .array(
    z
      .object({
        error: z.string().nullish(),
        description: z.string().nullish(),
        error_number: z.number().nullish(),
        error_code: z.number().nullish(),
      })
      .transform(({ error, description, error_number: one, error_code: other }): SlurmFault => {
        const number = [one, other].find((it) => typeof it === 'number' && it > 0);
        const words = [error, description].filter((it) => it !== undefined && it !== null && it !== '');
        return { ...(typeof number === 'number' && { number }), said: words.join(': ') };
      }),
  )
  .nullish()
  .transform((faults) => faults ?? []);

export const errorsAnswer = z.object({ errors: faultsSchema });

/** Jobs; those that Compline has not made are not looked into. */
export const jobsAnswer = z.object({
  jobs: z
    .array(z.unknown())
    .transform((jobs) => jobs.filter(isOurs))
    .pipe(z.array(jobSchema))
    .transform((jobs) => jobs.flatMap(jobOf)),
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

function jobOf(job: z.output<typeof jobSchema>): readonly SlurmJob[] {
  const { array_job_id: array, array_task_id: task, array_task_string: tasks } = job;
  const text = tasks === undefined || tasks === null || tasks === '' ? `${task ?? ''}` : tasks;
  const elements = readArrayExpression(text);
  if (elements === undefined) return [];
  const startedAt = millisecondsOf(job.start_time);
  const endedAt = millisecondsOf(job.end_time);
  const { state_reason: reason, batch_host: host } = job;
  return [
    {
      id: String(array === undefined || array === 0 ? job.job_id : array),
      elements,
      states: job.job_state,
      ...(reason !== undefined && reason !== null && reason !== 'None' && reason !== '' && { reason }),
      ...(job.exit_code !== undefined && { exitCode: job.exit_code }),
      restarts: job.restart_cnt ?? 0,
      ...(host !== undefined && host !== null && host !== '' && { host }),
      ...(startedAt !== undefined && { startedAt }),
      ...(endedAt !== undefined && { endedAt }),
      nice: signed(job.nice ?? 0),
      priority: job.priority ?? 0,
      user: job.user_name ?? '',
      comment: job.comment,
    },
  ];
}

/** The id of a job that was submitted; it is there also beside a word that the job is held. */
export const submitAnswer = z.object({ job_id: z.number().optional(), errors: faultsSchema });

const metaSchema = z.object({
  Slurm: z.object({ release: z.string() }).optional(),
  slurm: z.object({ release: z.string() }).optional(),
});

export const nodesAnswer = z.object({
  meta: metaSchema.optional().transform((it) => it?.Slurm?.release ?? it?.slurm?.release),
  nodes: z.array(
    z
      .object({
        name: z.string(),
        state: statesSchema,
        state_flags: z.array(z.string()).default([]),
        cpus: numberSchema,
        real_memory: numberSchema,
        gres: z.string().nullish(),
        partitions: namesSchema,
      })
      .transform((node) => ({
        name: node.name,
        isUp: isUp([...node.state, ...node.state_flags]),
        cpus: node.cpus ?? 0,
        memory: node.real_memory ?? 0,
        gpus: gpusIn(node.gres ?? ''),
        partitions: node.partitions,
      })),
  ),
});

/** -1 stands for no limit up to v0.0.38. */
const limitOf = (minutes: number | undefined): number | undefined =>
  minutes === undefined || minutes < 0 || !Number.isFinite(minutes) ? undefined : minutes;

export const partitionsAnswer = z.object({
  partitions: z.array(
    z
      .object({
        name: z.string(),
        flags: z.array(z.string()).optional(),
        max_time_limit: numberSchema,
        maximums: z.object({ time: numberSchema }).partial().optional(),
      })
      .transform(({ name, flags, max_time_limit: plain, maximums }): SlurmCluster['partitions'][number] => {
        const timeLimit = limitOf(plain ?? maximums?.time);
        const isDefault = (flags ?? []).some((it) => it.toLowerCase() === 'default');
        return { name, isDefault, ...(timeLimit !== undefined && { timeLimit }) };
      }),
  ),
});

export const licensesAnswer = z.object({
  licenses: z.array(z.object({ LicenseName: z.string() })).transform((all) => all.map((it) => it.LicenseName)),
});
