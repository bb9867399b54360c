import * as z from 'zod';

/** `compline.yaml`, version 1. The descriptions are what hovers and the documentation show. */

const severity = z.enum(['error', 'warning', 'information', 'hint', 'off']);

/** A program that renders frames, called without a shell. */
export const rendererSchema = z.strictObject({
  program: z
    .string()
    .min(1)
    .describe('The program: a name found on PATH, an absolute path, or a path relative to the project root.'),
  args: z
    .array(z.string())
    .describe(
      "One argument an item, never a shell line. Placeholders: {comp} the comp to render, {saver} its Saver, {first} {last} {count} the frames of the chunk, {output} the files to write as name.%04d.ext, {outputFirst} the number in them of the chunk's first frame, {media} the media that feeds the Saver in the same form, {mediaFirst} the number in the media of the chunk's first frame, {threads}. {{ and }} stand for braces.",
    ),
  environment: z
    .record(z.string(), z.string())
    .optional()
    .describe('Environment variables added to those of the core.'),
  progress: z
    .array(z.string())
    .optional()
    .describe(
      'Regular expressions searched in each line of output; the named group frame, or done (frames finished so far), tells the progress.',
    ),
  successCodes: z
    .array(z.int())
    .default([0])
    .describe('Exit codes that mean success; the frames on disk are checked in any case.'),
  timeout: z
    .int()
    .positive()
    .optional()
    .describe('Seconds one chunk may take before it is ended and counts as failed.'),
});

/** A pipeline step: what its publishes render, with what. */
export const stepSchema = z.strictObject({
  renderer: z
    .string()
    .optional()
    .describe('The name of one of the renderers; needed where more than one is configured.'),
  renderSpec: z.string().optional().describe('The render spec of this step, a path relative to the project root.'),
  chunkSize: z.int().positive().default(10).describe('Frames rendered by one call of the renderer.'),
  retries: z.int().nonnegative().default(1).describe('How often a chunk that failed is tried again.'),
  saver: z
    .string()
    .optional()
    .describe('The Saver that is published; the one named _FINAL, or the only enabled one, where this is absent.'),
});

const oneOrMore = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** Checks that are left out for some files. */
const silenceSchema = z.strictObject({
  codes: oneOrMore.describe('A check code, or a list of them.'),
  files: oneOrMore.describe(
    "A pattern of paths from the project's root, or a list of them: * stands for any letters of one name, ** for any folders, {a,b} for either.",
  ),
  reason: z.string().optional().describe('Why, for those who read it later.'),
});

export const configSchema = z.strictObject({
  version: z
    .literal(1, 'This Compline reads version 1. Write "version: 1", or use a newer Compline.')
    .describe('The version of this format.'),
  project: z
    .strictObject({
      id: z
        .string()
        .regex(/^[A-Za-z0-9+-]{1,10}$/)
        .describe('The project id as it begins every file name: 1 to 10 letters, digits, + or -.'),
      name: z.string().optional().describe('The name people know the project by.'),
      uuid: z
        .string()
        .min(1)
        .optional()
        .describe("The project's UUID in Ramses; comps are checked for it where it is given."),
    })
    .describe('What the project is called.'),
  layout: z.literal('ramses').default('ramses').describe('How folders and files are named.'),
  frameRate: z.number().positive().optional().describe('Frames per second.'),
  resolution: z
    .strictObject({
      width: z.int().positive().describe('Width in pixels.'),
      height: z.int().positive().describe('Height in pixels.'),
    })
    .optional()
    .describe('The size of the pictures.'),
  startFrame: z.int().optional().describe('The first frame of a shot; comps are checked for it where it is given.'),
  steps: z.record(z.string(), stepSchema).default({}).describe('Pipeline steps by their short name.'),
  renderers: z.record(z.string(), rendererSchema).default({}).describe('Renderers by a name of your choice.'),
  checks: z.record(z.string(), severity).default({}).describe('Severity by check code.'),
  silence: z
    .array(silenceSchema)
    .default([])
    .describe('Checks to leave out for some of the files, whatever severity is set elsewhere.'),
});

export type Config = z.output<typeof configSchema>;
export type RendererConfig = z.output<typeof rendererSchema>;
export type StepConfig = z.output<typeof stepSchema>;
