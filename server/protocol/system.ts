import * as z from 'zod';

/** A GPU as the driver shows it. Memory is in mebibytes. */
export const gpuSchema = z.object({
  /** From 0, in the order of the driver. */
  id: z.int(),
  name: z.string(),
  memoryTotal: z.number().optional(),
  memoryFree: z.number().optional(),
  /** Load in per cent. */
  load: z.number().optional(),
  driver: z.string().optional(),
  /** Whether a screen is on it. */
  hasDisplay: z.boolean().optional(),
  /** Kept for interactive work: renders do not get it. */
  reserved: z.boolean(),
});
export type Gpu = z.output<typeof gpuSchema>;

/** What is kept for those who work at the machine. */
export const reservationSchema = z.object({
  /** Threads of the processors; an eighth of them where absent. */
  threads: z.int().nonnegative().optional(),
  /** GPUs by the driver's numbers; where absent, the one with the screen, of two or more. */
  gpus: z.array(z.int().nonnegative()).optional(),
});
export type Reservation = z.output<typeof reservationSchema>;

/** What a machine has, and what of it renders may use. */
export const systemInfoSchema = z.object({
  machine: z.string(),
  platform: z.string(),
  cpu: z.object({
    model: z.string(),
    /** Absent where nothing tells it. */
    cores: z.int().optional(),
    threads: z.int(),
    /** Work in the last minute, in threads; absent where the system does not tell. */
    load: z.number().optional(),
  }),
  /** In bytes. */
  memory: z.object({ total: z.number(), free: z.number() }),
  gpus: z.array(gpuSchema),
  /** Why no GPU is known, in a sentence; absent where GPUs are. */
  noGpus: z.string().optional(),
  renders: z.object({
    /** Calls of renderers at the same time. */
    calls: z.int(),
    /** Threads that all of them have. */
    threads: z.int(),
    /** Threads that one has where its renderer does not say. */
    threadsEach: z.int(),
    threadsReserved: z.int(),
    gpus: z.array(z.int()),
  }),
  /** What somebody has set to be kept; what is absent in it is as it is by itself. */
  reservation: reservationSchema.optional(),
});
export type SystemInfo = z.output<typeof systemInfoSchema>;
