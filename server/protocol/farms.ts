import * as z from 'zod';

/** What a farm has to choose from. What it does not tell is absent. */
export const farmOffersSchema = z.object({
  /** What it says of itself: its name and version. */
  version: z.string().optional(),
  pools: z.array(z.string()).optional(),
  groups: z.array(z.string()).optional(),
  limits: z.array(z.string()).optional(),
  /** Machines that could render now, and all that it has. */
  machines: z.object({ up: z.int(), all: z.int() }).optional(),
});
export type FarmOffers = z.output<typeof farmOffersSchema>;

/** What of a farm a job goes to; where it is absent, what the configuration says of the farm. */
export const farmChoiceSchema = z.object({
  pool: z.string().min(1).max(200).optional(),
  group: z.string().min(1).max(200).optional(),
  limits: z.array(z.string().min(1).max(200)).max(100).optional(),
});
export type FarmChoice = z.output<typeof farmChoiceSchema>;

/** Whether a farm answers. `unknown`: nobody has asked yet. */
export const farmAnswersSchema = z.enum(['yes', 'no', 'unknown']);

/** A farm of a project. */
export const farmStatusSchema = z.object({
  /** What the configuration calls it; `local` is this machine. */
  name: z.string(),
  type: z.string(),
  /** Jobs go there whose submission names no farm. */
  isDefault: z.boolean(),
  answers: farmAnswersSchema,
  /** What it said last or why it does not answer, in a sentence. */
  message: z.string().optional(),
  /** When it was asked last; milliseconds since 1970. */
  askedAt: z.number().optional(),
  /** The credential: where it comes from, or that none is needed. */
  credential: z.enum(['set', 'environment', 'missing', 'not-needed']),
  /** What people call the credential: `JWT secret`. */
  credentialName: z.string().optional(),
  /** The environment variable that can hold it. */
  credentialVariable: z.string().optional(),
  /** The address of its web interface, where one is known. */
  web: z.string().optional(),
  /** What the settings lack, in sentences. */
  faults: z.array(z.string()),
  /** Jobs of this machine on it that have not ended. */
  jobs: z.int(),
});
export type FarmStatus = z.output<typeof farmStatusSchema>;

/** What machines run. */
export const platformSchema = z.enum(['windows', 'linux', 'macos']);

/** A job template of Open Job Description: JSON. `part` counts those of a layer that has too many chunks for one. */
export const jobTemplateSchema = z.object({ layer: z.string(), part: z.int().optional(), text: z.string() });
export type JobTemplate = z.output<typeof jobTemplateSchema>;
