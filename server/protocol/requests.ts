import * as z from 'zod';
import { jobSchema, jobSummarySchema } from './jobs.ts';
import { lockSchema } from './locks.ts';
import { projectStatusSchema } from './projects.ts';
import { publishedVersionSchema, publishKindSchema, publishPlanSchema, publishSchema } from './publishes.ts';

const nothing = z.object({});
/** Paths are absolute, in the form of the machine the core runs on. */
const path = z.string().min(1);

const publishOptions = z.object({
  comp: path,
  kind: publishKindSchema.default('publish'),
  /** The Saver to publish; the project's configuration decides where this is absent. */
  saver: z.string().optional(),
  /** The state of the version (`WIP`, `OK`). */
  state: z
    .string()
    .regex(/^[A-Za-z]{0,10}$/, 'a state is up to 10 letters, such as WIP or OK')
    .default('WIP'),
  comment: z.string().default(''),
});
export type PublishOptions = z.output<typeof publishOptions>;

/** Every request the core answers: its parameters and its result. A name here is a promise to older clients. */
export const requests = {
  'core/status': {
    params: nothing,
    result: z.object({
      version: z.string(),
      process: z.int(),
      startedAt: z.number(),
      stateFolder: z.string(),
      runtime: z.string(),
      clients: z.int(),
      jobsActive: z.int(),
      locksHeld: z.int(),
    }),
  },
  /** `now: false` ends the core when the work it has is done and takes no new work; `now: true` ends renders too:
   * their tasks go back into the queue. */
  'core/stop': { params: z.object({ now: z.boolean().default(false) }), result: nothing },

  'queue/list': {
    params: z.object({ project: path.optional() }),
    result: z.object({ jobs: z.array(jobSummarySchema) }),
  },
  'queue/get': { params: z.object({ job: z.string() }), result: z.object({ job: jobSchema }) },
  'queue/cancel': { params: z.object({ job: z.string() }), result: z.object({ job: jobSummarySchema }) },
  /** Tries the failed or cancelled tasks of a job again. A publish that ended with the job goes on with it. */
  'queue/retry': { params: z.object({ job: z.string() }), result: z.object({ job: jobSummarySchema }) },
  /** The log of a job's attempts, oldest first; the last `maxBytes` bytes of it. */
  'queue/log': {
    params: z.object({ job: z.string(), task: z.string().optional(), maxBytes: z.int().positive().default(1_000_000) }),
    result: z.object({ text: z.string(), files: z.array(path), truncated: z.boolean() }),
  },

  'publish/plan': { params: publishOptions, result: z.object({ plan: publishPlanSchema }) },
  /** Answers as soon as the publish is known to be possible and its number is taken; the rest is told by events. */
  'publish/start': { params: publishOptions, result: z.object({ publish: publishSchema }) },
  'publish/list': {
    params: z.object({ project: path.optional() }),
    result: z.object({ publishes: z.array(publishSchema) }),
  },
  'publish/get': { params: z.object({ publish: z.string() }), result: z.object({ publish: publishSchema }) },
  'publish/cancel': { params: z.object({ publish: z.string() }), result: z.object({ publish: publishSchema }) },
  /** The versions on disk, newest first: of one step (of the comp named), or of the whole project. */
  'publish/versions': {
    params: z.object({ project: path, comp: path.optional() }),
    result: z.object({ versions: z.array(publishedVersionSchema) }),
  },

  /** Takes the lock for this connection; it is let go when the connection ends. A stale lock is taken over. Error
   * `locked` where somebody else holds it. */
  'lock/acquire': { params: z.object({ file: path }), result: z.object({ lock: lockSchema }) },
  'lock/release': { params: z.object({ file: path }), result: z.object({ lock: lockSchema }) },
  'lock/status': { params: z.object({ files: z.array(path) }), result: z.object({ locks: z.array(lockSchema) }) },
  /** Every lock file under a project's root. */
  'lock/list': { params: z.object({ project: path }), result: z.object({ locks: z.array(lockSchema) }) },

  /** Error `project-not-found` where no folder above the path holds a `compline.yaml`. */
  'project/status': { params: z.object({ path }), result: z.object({ project: projectStatusSchema }) },
  /** Trusts what `hash` names; refused where the project would by now run something else. */
  'project/trust': {
    params: z.object({ root: path, hash: z.string() }),
    result: z.object({ project: projectStatusSchema }),
  },
} as const;

export type RequestName = keyof typeof requests;
/** What a caller passes: defaults may be left out. */
export type RequestParams<Name extends RequestName> = z.input<(typeof requests)[Name]['params']>;
/** What a handler gets: defaults filled in. */
export type RequestInput<Name extends RequestName> = z.output<(typeof requests)[Name]['params']>;
export type RequestResult<Name extends RequestName> = z.output<(typeof requests)[Name]['result']>;
