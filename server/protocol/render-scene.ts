import * as z from 'zod';
import { needsSchema } from './jobs.ts';

/** A renderer of a project, as somebody chooses it for a scene. */
const sceneRendererSchema = z.object({
  /** The name in `compline.yaml`. */
  name: z.string(),
  /** The program's name for people. */
  title: z.string(),
  /** Why it cannot be used for the scene, in a sentence; absent where it can. */
  problem: z.string().optional(),
  /** What one call renders: with `single` each frame is a chunk of its own, whatever the size of chunks is. */
  calls: z.enum(['list', 'range', 'single']),
  /** Whether a call can be told frames at even steps; else each such frame is a chunk of its own. */
  takesSteps: z.boolean().default(false),
  /** What a call needs where nobody says otherwise; `threads` also where they are only shared out. */
  needs: needsSchema,
  /** Seconds that a chunk may take. */
  timeout: z.number().optional(),
});
export type SceneRenderer = z.output<typeof sceneRendererSchema>;

/** A layer of a scene: a Saver, a render layer. */
const sceneLayerSchema = z.object({
  name: z.string(),
  /** The frames that it renders by itself, in Compline's dialect; absent where the scene does not say. */
  frames: z.string().optional(),
  /** The files that it writes; absent where the scene does not say. */
  output: z.string().optional(),
  /** False for a Saver that is passed through, or a render layer that is switched off. */
  enabled: z.boolean(),
});
export type SceneLayer = z.output<typeof sceneLayerSchema>;

/** What can be rendered of a scene, and with what: what somebody has to know to submit it. */
export const renderSceneSchema = z.object({
  /** Absolute. */
  scene: z.string(),
  project: z.object({ root: z.string(), id: z.string(), trusted: z.boolean() }),
  renderers: z.array(sceneRendererSchema),
  /** The renderer that is used where none is named; absent where one has to be. */
  renderer: z.string().optional(),
  layers: z.array(sceneLayerSchema),
  /** False where the scene may have other layers too: it cannot be read, or it references others. */
  layersComplete: z.boolean(),
  /** The frames of the scene, in Compline's dialect; absent where it does not say. */
  frames: z.string().optional(),
  /** Frames that one call renders, and tries after a failure, where nobody says otherwise. */
  chunkSize: z.int(),
  retries: z.int(),
  /** What renders may use of this machine now. Memory is in bytes. */
  share: z.object({
    calls: z.int(),
    threads: z.int(),
    memory: z.number(),
    gpus: z.array(z.int()),
    /** Whether the machine has any GPU that is known, kept for interactive work or not. */
    hasGpus: z.boolean(),
  }),
  /** What is to be known of the scene before it is rendered, in sentences. */
  warnings: z.array(z.string()),
});
export type RenderScene = z.output<typeof renderSceneSchema>;

/** What a text means as frames. */
export const framesAnswerSchema = z.object({
  /** How many; 0 where the text is no frames. */
  count: z.number(),
  /** How many chunks; absent where they are too many. */
  chunks: z.int().optional(),
  /** The first few chunks, each as it is written: `1001-1010`. */
  first: z.array(z.string()),
  /** What is wrong, in the order of the text. `start` and `end` are in UTF-16 code units. */
  faults: z.array(z.object({ code: z.string(), message: z.string(), start: z.int(), end: z.int() })),
});
export type FramesAnswer = z.output<typeof framesAnswerSchema>;
