import * as z from 'zod';
import { frameSpanSchema } from './jobs.ts';

/** Something that is wrong with a comp. */
export const sceneFindingSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'information', 'hint']),
  message: z.string(),
  /** The line that it is on, from 1. */
  line: z.int().positive(),
});
export type SceneFinding = z.output<typeof sceneFindingSchema>;

/** A file that a Loader reads, and how it stands. */
export const sceneLoaderSchema = z.object({
  tool: z.string(),
  enabled: z.boolean(),
  /** As the comp names it. */
  file: z.string(),
  /** The file, or one of the sequence; absent for a name that stands for no path on this machine. */
  path: z.string().optional(),
  media: z.enum(['missing', 'file', 'movie', 'sequence', 'unknown']).optional(),
  frames: z.array(frameSpanSchema),
  /** The versions that hold the file, the newest first; none for a file that is not published. */
  versions: z.array(z.object({ number: z.int(), state: z.string(), read: z.boolean() })),
  /** The number of the newest version, where the comp reads an older one. */
  newer: z.int().optional(),
  findings: z.array(sceneFindingSchema),
});
export type SceneLoader = z.output<typeof sceneLoaderSchema>;

/** A comp of a project: what it reads, and what is wrong with it. */
export const sceneSchema = z.object({
  comp: z.string(),
  /** The folder of the step that it is in. */
  stepFolder: z.string(),
  loaders: z.array(sceneLoaderSchema),
  /** What is wrong with the comp, but for what is said of a Loader. */
  findings: z.array(sceneFindingSchema),
  /** Why it could not be read, in a sentence. */
  unreadable: z.string().optional(),
});
export type Scene = z.output<typeof sceneSchema>;
