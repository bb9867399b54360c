import * as z from 'zod';
import { count, flag, identifier, label, listOf, someOf, word } from '../http/answer-shapes.ts';

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
const jobStats = message({
  totalFrames: count,
  waitingFrames: count,
  runningFrames: count,
  deadFrames: count,
  eatenFrames: count,
  dependFrames: count,
  succeededFrames: count,
  pendingFrames: count,
  renderedFrameCount: count,
  failedFrameCount: count,
});

/** A state: a word, or the number of one that the gateway does not know. The first one may be left out. */
const state = (first: string) => word.transform((said) => (said === '' || said === '0' ? first : said));

const job = message({
  id: identifier,
  state: state('PENDING'),
  name: word,
  logDir: word,
  lokiUrl: word,
  startTime: count,
  jobStats: jobStats.optional().catch(undefined),
});
export type OpenCueJob = z.output<typeof job>;

const frame = message({
  name: word,
  number: count,
  state: state('WAITING'),
  retryCount: count,
  exitStatus: count,
  startTime: count,
  stopTime: count,
  lastResource: label,
});
export type OpenCueFrame = z.output<typeof frame>;

/** A list within a message of its own: `{"jobs":{"jobs":[…]}}`. */
const jobSeq = message({ jobs: someOf(job) });
const frameSeq = message({ frames: someOf(frame) });

/** `JobLaunchSpecAndWaitResponse` and `JobGetJobsResponse` of job.proto. */
export const jobsAnswer = message({ jobs: jobSeq.nullable() });
/** `JobGetFramesResponse` of job.proto. */
export const framesAnswer = message({ frames: frameSeq.nullable() });
/** `ShowFindShowResponse` of show.proto. */
export const showAnswer = message({ show: message({ active: flag }) });
/** `LimitGetAllResponse` of limit.proto. */
export const limitsAnswer = message({ limits: listOf(message({ name: identifier })) });
/** `HostGetHostsResponse` of host.proto. */
export const hostsAnswer = message({
  hosts: message({
    hosts: someOf(message({ tags: someOf(identifier), state: state('UP'), lockState: state('OPEN') })),
  }).nullable(),
});
/** The answer of what only does something. */
export const emptyAnswer = z.looseObject({});
