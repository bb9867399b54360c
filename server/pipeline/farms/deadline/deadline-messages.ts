import * as z from 'zod';

const count = z.int().default(0);

/** A job as the Web Service tells it. What is not named here is kept: it is sent back where a job is saved. */
const jobSchema = z.looseObject({
  _id: z.string().min(1),
  Stat: z.int(),
  Errs: count,
  CompletedChunks: count,
  QueuedChunks: count,
  SuspendedChunks: count,
  RenderingChunks: count,
  FailedChunks: count,
  PendingChunks: count,
  LastWriteTime: z.string().nullish(),
  Props: z.looseObject({
    Name: z.string().nullish(),
    Pri: z.int().nullish(),
    ExDic: z.record(z.string(), z.string().nullable()).nullish(),
  }),
});
export type DeadlineJob = z.output<typeof jobSchema>;

const taskSchema = z.looseObject({
  TaskID: z.int(),
  Frames: z.string(),
  Stat: z.int(),
  Slave: z.string().nullish(),
  Errs: count,
  Start: z.string().nullish(),
  StartRen: z.string().nullish(),
  Comp: z.string().nullish(),
});
export type DeadlineTask = z.output<typeof taskSchema>;

/** `GET /api/jobs?JobID=…`: those that there are. */
export const jobsAnswer = z.union([z.array(jobSchema), jobSchema.transform((job) => [job])]);
/** `GET /api/jobs?IdOnly=true`. */
export const idsAnswer = z.array(z.string());
/** `POST /api/jobs`: the job that was made. */
export const submitAnswer = z.looseObject({ _id: z.string().min(1) });
/** `GET /api/tasks?JobID=…`: in a list of their own, with the tasks before and after all of them beside it. */
export const tasksAnswer = z.union([
  z.looseObject({ Tasks: z.array(taskSchema) }).transform(({ Tasks }) => Tasks),
  z.array(taskSchema),
]);
/** `GET /api/pools`, `/api/groups` and `/api/limitgroups?NamesOnly=true`. */
export const namesAnswer = z.array(z.string());
/** `GET /api/slaves?Data=infosettings`. */
export const workersAnswer = z.array(z.looseObject({ Info: z.looseObject({ Stat: z.int() }) }));
/** `GET /api/taskreports?…&Data=all`: what there is of reports. */
export const reportsAnswer = z.array(z.looseObject({ Date: z.string().nullish() }));
/** `GET /api/taskreports?…&Data=allcontents`: the texts of the reports. */
export const contentsAnswer = z.array(z.string());
