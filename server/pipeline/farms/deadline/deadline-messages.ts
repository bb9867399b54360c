import * as z from 'zod';
import { amount, count, identifier, label, listOf, someOf, values, wholeListOf, word } from '../http/answer-shapes.ts';

/** A job as the Web Service tells it. */
const jobSchema = z.object({
  _id: identifier,
  Stat: word,
  Errs: count,
  CompletedChunks: count,
  QueuedChunks: count,
  SuspendedChunks: count,
  RenderingChunks: count,
  FailedChunks: count,
  PendingChunks: count,
  LastWriteTime: word,
  Props: z.object({ ExDic: values }).catch({ ExDic: {} }),
});
export type DeadlineJob = z.output<typeof jobSchema>;

/** A job as it is sent back where it is saved: nothing of it is changed or left out. */
const savedSchema = z.looseObject({ _id: z.string().min(1), Props: z.looseObject({}) });

/** -1 where nothing was said, which is no state. */
const stat = amount.transform((value) => value ?? -1);

const taskSchema = z.object({
  TaskID: z.union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ]),
  Frames: word,
  Stat: stat,
  Slave: label,
  Errs: count,
  Start: word,
  StartRen: word,
  Comp: word,
});
export type DeadlineTask = z.output<typeof taskSchema>;

/** `GET /api/jobs?JobID=…`: those that there are; one of them may stand alone. */
const jobsOf = <Job extends z.ZodType>(job: Job) => z.union([wholeListOf(job), job.transform((it) => [it])]);
export const jobsAnswer = jobsOf(jobSchema);
export const savedAnswer = jobsOf(savedSchema);
/** `GET /api/jobs?IdOnly=true`. */
export const idsAnswer = wholeListOf(identifier);
/** `POST /api/jobs`: the job that was made. */
export const submitAnswer = z.object({ _id: identifier });
/** `GET /api/tasks?JobID=…`: in a list of their own, with the tasks before and after all of them beside it. */
export const tasksAnswer = z.union([
  z.object({ Tasks: listOf(taskSchema) }).transform(({ Tasks }) => Tasks),
  listOf(taskSchema),
]);
/** `GET /api/pools`, `/api/groups` and `/api/limitgroups?NamesOnly=true`. */
export const namesAnswer = listOf(identifier);
/** `GET /api/slaves?Data=infosettings`. */
export const workersAnswer = listOf(z.object({ Info: z.object({ Stat: stat }).catch({ Stat: -1 }) }));
/** `GET /api/taskreports?…&Data=all`: what there is of reports. */
export const reportsAnswer = someOf(z.object({ Date: word }));
/** `GET /api/taskreports?…&Data=allcontents`: the texts of the reports. */
export const contentsAnswer = someOf(word);
