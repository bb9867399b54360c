import * as z from 'zod';
import { auditEntrySchema, auditFilterSchema, auditReportSchema } from './audit.ts';
import { farmChoiceSchema, farmOffersSchema, farmStatusSchema, jobTemplateSchema, platformSchema } from './farms.ts';
import { jobFramesSchema } from './job-frames.ts';
import { logLevelSchema, logPageSchema } from './job-logs.ts';
import { jobSchema, jobSummarySchema, prioritySchema } from './jobs.ts';
import { lockSchema } from './locks.ts';
import { projectStatusSchema } from './projects.ts';
import {
  publishedVersionSchema,
  publishKindSchema,
  publishPlanSchema,
  publishSchema,
  restoredDeliverySchema,
} from './publishes.ts';
import { deletePlanSchema, jobHistorySchema, submissionSchema, submittedSchema, workerListSchema } from './queue.ts';
import { framesAnswerSchema, renderSceneSchema } from './render-scene.ts';
import { abilitiesSchema, approvalSchema, versionKindSchema } from './roles.ts';
import { saveChoiceSchema, saveConflictSchema, savedVersionSchema } from './saves.ts';
import { sceneSchema } from './scenes.ts';
import { reservationSchema, systemInfoSchema } from './system.ts';
import { thumbnailSchema } from './thumbnails.ts';
import { comparisonSchema, compVersionSchema } from './versions.ts';
import { webhookListSchema, webhookMessageSchema } from './webhooks.ts';

const nothing = z.object({});
/** Paths are absolute, in the form of the machine the core runs on. */
const path = z.string().min(1);

const publishOptions = z.object({
  comp: path,
  kind: publishKindSchema.default('publish'),
  /** The Saver to publish; the project's configuration decides where this is absent. */
  saver: z.string().optional(),
  /** Previews only: the tool that is looked at, by a Saver behind it that is in the rendered comp alone. */
  tool: z.string().min(1).optional(),
  /** The state of the version (`WIP`, `OK`). */
  state: z
    .string()
    .regex(/^[A-Za-z]{0,10}$/, 'a state is up to 10 letters, such as WIP or OK')
    .default('WIP'),
  comment: z.string().default(''),
  /** Warnings of the checks refuse the publish as errors do. */
  strict: z.boolean().optional(),
  /** The number that a plan has told. Error `version-taken`, with who has it and since when, where it is not free. */
  version: z.int().positive().optional(),
  /** The farm that renders it; that of the project's configuration, else this machine (`local`), where absent. */
  farm: z.string().min(1).optional(),
  ...farmChoiceSchema.shape,
  /** The id that the publish is to have, as the client chose it: it can be cancelled by that before it has begun, and
   * is begun once however often it is asked for. */
  id: z.uuid().optional(),
});
export type PublishOptions = z.output<typeof publishOptions>;

const submitOptions = { again: z.boolean().default(false), dryRun: z.boolean().default(false) };
/** Chunks of a job: those that hold some of the frames, of the layer of a name, the only one with an id of a task. */
const tasksOfJob = z.object({
  job: z.string(),
  frames: z.string().optional(),
  layer: z.string().optional(),
  task: z.string().optional(),
});

const lockTaking = {
  file: path,
  keep: z.boolean().default(false),
  /** The lock's session, as the client chose it: it can then `resume` also what no answer came to. */
  session: z.uuid().optional(),
  /** The client has changes of before, so what it began from may not be what the file holds now. */
  unsaved: z.boolean().default(false),
};

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

  /** What the machine has and what renders may use of it. Looks for GPUs anew, which takes seconds where a driver hangs. */
  'system/info': { params: nothing, result: z.object({ system: systemInfoSchema }) },
  /** Sets what is kept for interactive work; what is absent is as it is by itself. Error `invalid-parameters` for a GPU
   * that is not there. */
  'system/reserve': { params: reservationSchema, result: z.object({ system: systemInfoSchema }) },

  /** Renders a scene: the program is the business of the project's configuration, which has to be trusted for it. Where
   * a job that has not ended does the same work, it is refused (`wrong-state`, the jobs in `details`) unless `again` is
   * set. `dryRun` only says what would be submitted. */
  'queue/submit': {
    params: z.object({ submission: submissionSchema, ...submitOptions }),
    result: submittedSchema,
  },
  /** Submits a job once more, with other frames where some are named. Error `not-supported` for the job of a publish. */
  'queue/resubmit': {
    params: z.object({ job: z.string(), frames: z.string().optional(), ...submitOptions }),
    result: submittedSchema,
  },
  /** Jobs, the newest first. `since`: only those that have changed after that revision, as a listing before told it, and
   * in `removed` those that were deleted after it. */
  'queue/list': {
    params: z.object({
      project: path.optional(),
      archived: z.boolean().default(false),
      since: z.int().optional(),
      limit: z.int().positive().max(100_000).optional(),
    }),
    result: z.object({
      jobs: z.array(jobSummarySchema),
      removed: z.array(z.string()).default([]),
      revision: z.int().default(0),
      /** What people have to know of the queue as a whole, in a sentence: that its database was damaged. */
      notice: z.string().optional(),
    }),
  },
  'queue/get': { params: z.object({ job: z.string() }), result: z.object({ job: jobSchema }) },
  /** The frames of a job with their states and what each took. `since`: only the tasks that have changed after that
   * revision, as an answer before told it. */
  'queue/frames': { params: z.object({ job: z.string(), since: z.int().optional() }), result: jobFramesSchema },
  /** Everything that has happened to a job. */
  'queue/history': { params: z.object({ job: z.string() }), result: z.object({ events: jobHistorySchema }) },
  'queue/cancel': { params: z.object({ job: z.string() }), result: z.object({ job: jobSummarySchema }) },
  /** Tries the failed or cancelled tasks of a job again; the failed ones alone with `failedOnly`. A publish that ended
   * with the job goes on with it. */
  'queue/retry': {
    params: z.object({ job: z.string(), failedOnly: z.boolean().default(false) }),
    result: z.object({ job: jobSummarySchema }),
  },
  /** Starts nothing more of a job. What runs goes on, or is given back with `now`. */
  'queue/pause': {
    params: z.object({ job: z.string(), now: z.boolean().default(false) }),
    result: z.object({ job: jobSummarySchema }),
  },
  'queue/resume': { params: z.object({ job: z.string() }), result: z.object({ job: jobSummarySchema }) },
  /** Renders some chunks anew, or all of them; frames as in a submission. Frames alone go over all layers. */
  'queue/requeue': { params: tasksOfJob, result: z.object({ job: jobSummarySchema }) },
  /** Leaves some chunks out, or all that are not done; what waits for them goes on. */
  'queue/skip': { params: tasksOfJob, result: z.object({ job: jobSummarySchema }) },
  /** Changes the order: among all jobs, or beside another one, whose priority the job takes over. */
  'queue/move': {
    params: z.object({
      job: z.string(),
      to: z.enum(['first', 'last', 'before', 'after']),
      other: z.string().optional(),
    }),
    result: z.object({ job: jobSummarySchema }),
  },
  'queue/update': {
    params: z.object({
      job: z.string(),
      priority: prioritySchema.optional(),
      tags: z.array(z.string().min(1).max(100)).max(100).optional(),
      comment: z.string().max(10_000).optional(),
    }),
    result: z.object({ job: jobSummarySchema }),
  },
  'queue/archive': {
    params: z.object({ job: z.string(), archived: z.boolean().default(true) }),
    result: z.object({ job: jobSummarySchema }),
  },
  /** Deletes jobs that have ended, with their logs; `dryRun` only says what that does. What they rendered stays. */
  'queue/delete': {
    params: z.object({ jobs: z.array(z.string()).min(1), dryRun: z.boolean().default(false) }),
    result: z.object({ plan: deletePlanSchema }),
  },
  /** The log of a job's attempts, oldest first; the last `maxBytes` bytes of it. */
  'queue/log': {
    params: z.object({ job: z.string(), task: z.string().optional(), maxBytes: z.int().positive().default(1_000_000) }),
    result: z.object({ text: z.string(), files: z.array(path), truncated: z.boolean() }),
  },
  /** Lines of the log of a job, of a task of it, or of one attempt: the last `limit` of them, or those written after what
   * a page before answered as `next`. `levels` and `search` (words, in any letter case) leave lines out. */
  'queue/log-lines': {
    params: z.object({
      job: z.string(),
      task: z.string().optional(),
      attempt: z.int().positive().optional(),
      after: z.string().optional(),
      levels: z.array(logLevelSchema).optional(),
      search: z.string().optional(),
      limit: z.int().positive().max(50_000).default(1_000),
    }),
    result: logPageSchema,
  },
  /** A small picture of the last frame that a job, or a task of it, has finished; empty where none can be made. */
  'queue/thumbnail': {
    params: z.object({ job: z.string(), task: z.string().optional() }),
    result: thumbnailSchema,
  },

  /** What can be rendered of a scene, with which renderers of its project; runs nothing, so no trust is needed. Errors:
   * `not-found`, `project-not-found`, `config-invalid`, `comp-unreadable`. */
  'render/scene': { params: z.object({ scene: path }), result: z.object({ scene: renderSceneSchema }) },
  /** What a text means as frames, for those who write it: how many frames and chunks, or what is wrong where. */
  'render/frames': {
    params: z.object({
      frames: z.string().max(100_000),
      chunkSize: z.int().positive(),
      /** Of the renderer, as `render/scene` says: frames at steps are chunks at steps. */
      takesSteps: z.boolean().default(false),
    }),
    result: z.object({ answer: framesAnswerSchema }),
  },

  'workers/list': { params: nothing, result: workerListSchema },

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

  /** A small picture of what is published: `folder` is that of a version, of a preview or of a delivery, or the movie that
   * one is. Empty where none can be made. Error: `invalid-parameters` for any other place. */
  'publish/thumbnail': { params: z.object({ folder: path }), result: thumbnailSchema },

  /** Brings back what was delivered into the project's export folder before the present delivery of a comp, which is
   * kept in its place; `name` says which, where a comp has several. Errors: `not-found`, `invalid-parameters`, `locked`,
   * `file-changed`. */
  'publish/restore-delivery': {
    params: z.object({ comp: path, name: z.string().min(1).optional() }),
    result: z.object({ delivery: restoredDeliverySchema }),
  },

  /** Takes the lock of a file for this connection; it is let go when the connection ends, unless `keep` is set: then it
   * stays until it is released. `resume` is the session of a lock that this client held through a core that has ended;
   * it is refused with `lock-lost` where somebody else had the lock since. A stale lock is taken over only where the same
   * user left it. Errors: `locked`, whose lock `lockOfError` reads; `share-unreachable` where the folder does not answer. */
  'lock/acquire': {
    params: z.object({ ...lockTaking, resume: z.string().optional() }),
    result: z.object({ lock: lockSchema }),
  },
  /** Takes over a stale lock, or, where a reason is given, one that is alive: the reason goes to the audit trail. Error
   * `locked` as for `lock/acquire`. */
  'lock/take-over': {
    params: z.object({ ...lockTaking, reason: z.string().optional() }),
    result: z.object({ lock: lockSchema }),
  },
  /** Lets go of a lock of this connection, or of a kept one. A lock of somebody else stays and is told. */
  'lock/release': { params: z.object({ file: path }), result: z.object({ lock: lockSchema }) },
  /** Lets every lock of this core go, whoever of its clients holds it. Answers what was let go. */
  'lock/release-all': { params: nothing, result: z.object({ files: z.array(z.string()) }) },
  'lock/status': { params: z.object({ files: z.array(path) }), result: z.object({ locks: z.array(lockSchema) }) },
  /** Every lock file under a folder. Errors `not-found` where there is no such folder, `no-permission`,
   * `share-unreachable`. */
  'lock/list': { params: z.object({ project: path }), result: z.object({ locks: z.array(lockSchema) }) },
  /** From now on this connection is told by `lock/changed` how the locks of these files change, and of no others but its
   * own. Answers how they stand. */
  'lock/watch': { params: z.object({ files: z.array(path) }), result: z.object({ locks: z.array(lockSchema) }) },
  /** Asks whoever holds the lock to let it go: told to them within a heartbeat, where they run Compline. */
  'lock/ask': { params: z.object({ file: path, message: z.string().default('') }), result: nothing },

  /** An editor is about to save: keeps what stands in the file now. Answers quickly. */
  'save/begin': { params: z.object({ file: path }), result: z.object({ save: z.string() }) },
  /** The editor has saved. Where it replaced what somebody else wrote, or had no right to, both texts are kept. */
  'save/end': { params: z.object({ save: z.string() }), result: z.object({ conflict: saveConflictSchema.optional() }) },
  /** Conflicts that nobody has decided on yet. */
  'save/conflicts': { params: nothing, result: z.object({ conflicts: z.array(saveConflictSchema) }) },
  /** Decides on a conflict. Errors `file-changed` where the file is no longer what was saved, and those of a version. */
  'save/resolve': {
    params: z.object({ conflict: z.string(), choice: saveChoiceSchema }),
    result: z.object({ version: savedVersionSchema.optional() }),
  },
  /** Copies a comp into `_versions` under the next number. `state` is one that names may hold; where it is absent it is
   * that of the newest version, else `wip`. `text` is what the version holds where that is not what stands in the file:
   * unsaved changes of an editor that may not write it. */
  'save/version': {
    params: z.object({
      file: path,
      state: z.string().optional(),
      comment: z.string().default(''),
      text: z.string().optional(),
    }),
    result: z.object({ version: savedVersionSchema }),
  },

  /** Everything that is kept of a comp, the newest first: what was saved into `_versions`, and what was published. */
  'version/list': { params: z.object({ comp: path }), result: z.object({ versions: z.array(compVersionSchema) }) },
  /** What is not the same in two comps, tool by tool. Error `comp-unreadable` for a file that is none. */
  'version/compare': {
    params: z.object({ before: path, after: path }),
    result: z.object({ comparison: comparisonSchema }),
  },
  /** Every comp in the steps of a project: what it reads, held against what is published, and what is wrong with it. */
  'scene/list': { params: z.object({ project: path }), result: z.object({ scenes: z.array(sceneSchema) }) },
  /** Gives a comp the text of one of its versions. What it holds now becomes a version first, unless one has it. Errors:
   * `locked`, `file-changed`, those of `save/version`. */
  'version/restore': {
    params: z.object({ file: path, version: path }),
    result: z.object({ kept: savedVersionSchema.optional(), unchanged: z.boolean() }),
  },

  /** Error `project-not-found` where no folder above the path holds a `compline.yaml`. */
  'project/status': { params: z.object({ path }), result: z.object({ project: projectStatusSchema }) },
  /** Trusts what `hash` names; refused where the project would by now run something else. */
  'project/trust': {
    params: z.object({ root: path, hash: z.string() }),
    result: z.object({ project: projectStatusSchema }),
  },
  /** What this user may do in the project of a path, by its rules. Error `project-not-found`. */
  'project/abilities': { params: z.object({ path }), result: z.object({ abilities: abilitiesSchema }) },

  /** Approves a version of a comp, or takes that back (`withdraw`). Answers the approvals that hold. Errors:
   * `no-permission` where the project's rules do not allow it, `not-found`. */
  'approval/set': {
    params: z.object({
      comp: path,
      version: z.int().nonnegative(),
      kind: versionKindSchema.default('published'),
      comment: z.string().max(10_000).default(''),
      withdraw: z.boolean().default(false),
    }),
    result: z.object({ approvals: z.array(approvalSchema) }),
  },
  'approval/list': { params: z.object({ comp: path }), result: z.object({ approvals: z.array(approvalSchema) }) },

  /** The newest events of a project that fit, the oldest first; `total`: how many fit; `unread`: lines and files that
   * could not be understood. */
  'audit/show': {
    params: auditFilterSchema.extend({ project: path, limit: z.int().positive().max(50_000).default(1_000) }),
    result: z.object({
      root: z.string(),
      entries: z.array(auditEntrySchema),
      total: z.int(),
      unread: z.int(),
    }),
  },
  /** Looks through all audit files of a project. */
  'audit/verify': { params: z.object({ project: path }), result: z.object({ report: auditReportSchema }) },

  /** The farms of a project, this machine first; `project` is any path in it. None of them is asked. */
  'farms/list': { params: z.object({ project: path }), result: z.object({ farms: z.array(farmStatusSchema) }) },
  /** Asks a farm whether it answers, and what there is to choose from. That it does not answer is no error: `farm` says
   * so. Error `project-not-trusted`: the address is the configuration's. */
  'farms/ask': {
    params: z.object({ project: path, farm: z.string() }),
    result: z.object({ farm: farmStatusSchema, offers: farmOffersSchema.optional() }),
  },
  /** A submission as job templates of Open Job Description, a layer each, with paths of `platform` where that is another
   * one. Nothing is submitted. Errors: those of `queue/submit`. */
  'farms/template': {
    params: z.object({ submission: submissionSchema, platform: platformSchema.optional() }),
    result: z.object({ templates: z.array(jobTemplateSchema) }),
  },
  /** Sets the credential of a farm for as long as the core lives, in its memory alone, for the address that the project's
   * configuration names now; without one it is forgotten. */
  'farms/secret': {
    params: z.object({ project: path, farm: z.string(), secret: z.string().min(1).max(10_000).optional() }),
    result: z.object({ farm: farmStatusSchema }),
  },

  /** The webhooks of a project, and the messages to them; `project` is any path in it. */
  'webhooks/list': { params: z.object({ project: path }), result: webhookListSchema },
  /** Sets the address of a webhook for as long as the core lives, in its memory alone; without one it is forgotten. */
  'webhooks/secret': {
    params: z.object({ project: path, webhook: z.string(), url: z.string().max(4_000).optional() }),
    result: nothing,
  },
  /** Sends a message to a webhook, and answers how that went. */
  'webhooks/test': {
    params: z.object({ project: path, webhook: z.string() }),
    result: z.object({ message: webhookMessageSchema }),
  },
  /** Sends what waits or was given up now: one message, named by its id or the beginning of it, or all. */
  'webhooks/send': {
    params: z.object({ project: path, message: z.string().min(1).optional() }),
    result: z.object({ messages: z.array(webhookMessageSchema) }),
  },
  /** Forgets what was not sent: one message, or all. Answers how many. */
  'webhooks/drop': {
    params: z.object({ project: path, message: z.string().min(1).optional() }),
    result: z.object({ dropped: z.int() }),
  },
} as const;

export type RequestName = keyof typeof requests;
/** What a caller passes: defaults may be left out. */
export type RequestParams<Name extends RequestName> = z.input<(typeof requests)[Name]['params']>;
/** What a handler gets: defaults filled in. */
export type RequestInput<Name extends RequestName> = z.output<(typeof requests)[Name]['params']>;
export type RequestResult<Name extends RequestName> = z.output<(typeof requests)[Name]['result']>;
