import * as z from 'zod';

/** The kinds of farms that jobs can be handed to. */
export const FARM_TYPES = ['slurm', 'opencue', 'deadline', 'flamenco', 'deadline-cloud'] as const;

const platforms = ['windows', 'linux', 'macos'] as const;

/** A render manager of the studio. Secrets are never part of it. */
export const farmSchema = z.strictObject({
  type: z.enum(FARM_TYPES).describe('The render manager.'),
  url: z
    .string()
    .regex(
      /^(?:https?:\/\/[^\s/@]+(?:\/\S*)?|unix:\/\S*)$/,
      'Write https://…, http://… or unix:/path/of/a/socket, without a password in it.',
    )
    .optional()
    .describe(
      'Where it answers: the REST daemon of Slurm (or unix:/path/of/its/socket; absent: its commands are called), the REST gateway of OpenCue, the Web Service of Deadline, the Manager of Flamenco. For Deadline Cloud only where it is another address than that of AWS.',
    ),
  platform: z
    .enum(platforms)
    .optional()
    .describe(
      'What its machines run, where that is another platform than this machine: paths are translated by roots.',
    ),
  web: z
    .string()
    .regex(/^https?:\/\/\S+$/, 'Write an address that begins with https:// or http://.')
    .optional()
    .describe("The address of a job in the farm's web interface; {job} stands for the farm's id of it."),
  pool: z.string().min(1).optional().describe('The pool that jobs go to: a partition of Slurm, a pool of Deadline.'),
  group: z
    .string()
    .min(1)
    .optional()
    .describe('The group of machines: a group of Deadline, a worker tag of Flamenco, tags of OpenCue, a QOS of Slurm.'),
  limits: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'Limits, licences for instance, that each chunk takes one of: licenses of Slurm, limits of OpenCue and Deadline.',
    ),
  user: z
    .string()
    .min(1)
    .optional()
    .describe('Who jobs belong to on the farm; whoever submits them where it is absent.'),
  account: z.string().min(1).optional().describe('Slurm: the account that is charged.'),
  apiVersion: z
    .string()
    .regex(/^v\d+\.\d+\.\d+$/, 'Write it as Slurm does: v0.0.38.')
    .optional()
    .describe('Slurm: the version of its REST interface, v0.0.38 where nothing is said.'),
  arraySize: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('Slurm: chunks in one job, 1000 where nothing is said; MaxArraySize less one is the most.'),
  show: z.string().min(1).optional().describe('OpenCue: the show that jobs belong to.'),
  facility: z.string().min(1).optional().describe('OpenCue: the facility.'),
  logs: z
    .string()
    .min(1)
    .optional()
    .describe(
      'OpenCue: a folder above the logs of its machines, as this machine calls it, where they are outside of the project: no others are read.',
    ),
  region: z
    .string()
    .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'Write the name of a region: eu-central-1.')
    .optional()
    .describe('Deadline Cloud: the region.'),
  farmId: z
    .string()
    .regex(/^farm-[0-9a-f]{32}$/, 'Write farm- and 32 digits.')
    .optional()
    .describe('Deadline Cloud: the id of the farm.'),
  queueId: z
    .string()
    .regex(/^queue-[0-9a-f]{32}$/, 'Write queue- and 32 digits.')
    .optional()
    .describe('Deadline Cloud: the id of the queue.'),
  storageProfileId: z
    .string()
    .regex(/^sp-[0-9a-f]{32}$/, 'Write sp- and 32 digits.')
    .optional()
    .describe('Deadline Cloud: the storage profile of the machine that submits.'),
  certificate: z
    .string()
    .min(1)
    .optional()
    .describe(
      "A file with the certificate of the authority that vouches for the farm's own, a path relative to the project root.",
    ),
  verify: z
    .boolean()
    .default(true)
    .describe('False talks to a farm whose certificate nobody vouches for. Others can then listen.'),
  unencrypted: z
    .boolean()
    .default(false)
    .describe('True sends credentials also to an http:// address of another machine, where others can listen.'),
});

export type FarmConfig = z.output<typeof farmSchema>;
export type FarmType = FarmConfig['type'];
