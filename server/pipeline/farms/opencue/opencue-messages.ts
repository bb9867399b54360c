import * as z from 'zod';
import { FRAME_STATES, JOB_STATES } from './opencue-states.ts';

/** A message as grpc-gateway writes it: names in camel case by default, or as in the proto files where it was set so. */
const message = <Shape extends z.ZodRawShape>(shape: Shape) => z.preprocess(camelNames, z.object(shape));

function camelNames(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, it]) => [
      name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      it,
    ]),
  );
}

/** Numbers of 64 bits are written as texts. What has the value 0 may be left out. */
const whole = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
  ])
  .default(0);

const jobStats = message({
  totalFrames: whole,
  waitingFrames: whole,
  runningFrames: whole,
  deadFrames: whole,
  eatenFrames: whole,
  dependFrames: whole,
  succeededFrames: whole,
  pendingFrames: whole,
  renderedFrameCount: whole,
  failedFrameCount: whole,
});

const job = message({
  id: z.string().min(1),
  state: z.enum(JOB_STATES).default('PENDING'),
  name: z.string(),
  logDir: z.string().default(''),
  lokiUrl: z.string().default(''),
  startTime: whole,
  jobStats: jobStats.nullish(),
});
export type OpenCueJob = z.output<typeof job>;

const frame = message({
  id: z.string(),
  name: z.string(),
  number: whole,
  state: z.enum(FRAME_STATES).default('WAITING'),
  retryCount: whole,
  exitStatus: whole,
  startTime: whole,
  stopTime: whole,
  lastResource: z.string().default(''),
});
export type OpenCueFrame = z.output<typeof frame>;

/** A list within a message of its own: `{"jobs":{"jobs":[…]}}`. */
const jobSeq = message({ jobs: z.array(job).default([]) });
const frameSeq = message({ frames: z.array(frame).default([]) });

/** `JobLaunchSpecAndWaitResponse` and `JobGetJobsResponse` of job.proto. */
export const jobsAnswer = message({ jobs: jobSeq.nullable() });
/** `JobGetFramesResponse` of job.proto. */
export const framesAnswer = message({ frames: frameSeq.nullable() });
/** `ShowFindShowResponse` of show.proto. */
export const showAnswer = message({ show: message({ name: z.string(), active: z.boolean().default(false) }) });
/** `LimitGetAllResponse` of limit.proto. */
export const limitsAnswer = message({ limits: z.array(message({ name: z.string() })) });
/** `HostGetHostsResponse` of host.proto. */
export const hostsAnswer = message({
  hosts: message({
    hosts: z
      .array(
        message({
          name: z.string(),
          tags: z.array(z.string()).default([]),
          state: z.string().default('UP'),
          lockState: z.string().default('OPEN'),
        }),
      )
      .default([]),
  }).nullable(),
});
/** The answer of what only does something. */
export const emptyAnswer = z.looseObject({});
/** What grpc-gateway says of an error: `google.rpc.Status`. */
export const statusAnswer = z.object({ code: z.int(), message: z.string() });
