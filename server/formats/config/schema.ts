import * as z from 'zod';
import { FRAME_DIALECTS } from '../frames/dialects/all-dialects.ts';
import { RENDERER_PRESETS } from '../renderers/all-presets.ts';
import { farmSchema } from './farm-schema.ts';

/** `compline.yaml`, version 1. The descriptions are what hovers and the documentation show. */

const severity = z.enum(['error', 'warning', 'information', 'hint', 'off']);

const patternList = z.array(z.string()).optional();

/** What lines of a renderer's output tell. */
const patternsSchema = z.strictObject({
  frameStarted: patternList.describe('A frame begins: the group frame is its number.'),
  frameFinished: patternList.describe(
    'A frame is finished: the group frame is its number, or done the frames finished so far, or neither for the frame in work; time is how long it took.',
  ),
  progress: patternList.describe(
    'How much of a frame is there: the group percent from 0 to 100, or part and parts; frame is its number.',
  ),
  output: patternList.describe('A file was written: the group path is its path.'),
  error: patternList.describe(
    'Something went wrong: the groups message, file and line say what and where. It decides nothing: exit code and frames do.',
  ),
  warning: patternList.describe('Something may be wrong: the groups message, file and line say what and where.'),
  debug: patternList.describe('A line for those who look for a fault.'),
  ignore: patternList.describe('A line that looks like an error or a warning and is none.'),
});

/** A program that renders frames, called without a shell. */
export const rendererSchema = z.strictObject({
  preset: z
    .enum(RENDERER_PRESETS.map(({ name }) => name))
    .optional()
    .describe(
      'What is known of the program: its name, arguments, exit codes and what its lines tell. Whatever is written beside it takes the place of what the preset says.',
    ),
  program: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The program: a name found on PATH, an absolute path, or a path relative to the project root. Needed where there is no preset.',
    ),
  args: z
    .array(z.union([z.string(), z.array(z.string()).min(1)]))
    .optional()
    .describe(
      'One argument an item, never a shell line; a list in the list is a group that is left out where one of its placeholders stands for nothing. Placeholders, {comp} {first} {last} {output} and more, are listed in docs/renderers.md; {{ and }} stand for braces. Needed where there is no preset.',
    ),
  script: z
    .string()
    .min(1)
    .optional()
    .describe('A script of the project that the program runs, a path relative to the project root: {script}.'),
  environment: z
    .record(z.string(), z.string())
    .optional()
    .describe('Environment variables added to those of the core.'),
  progress: z
    .array(z.string())
    .optional()
    .describe(
      'Regular expressions searched in each line of output; the named group frame, or done (frames finished so far), tells the progress. Short for patterns.frameFinished.',
    ),
  patterns: patternsSchema
    .optional()
    .describe(
      'Regular expressions searched in each line of output, by what the line tells; they are asked before those of the preset.',
    ),
  successCodes: z
    .array(z.int())
    .min(1)
    .optional()
    .describe(
      'Exit codes that mean success, [0] where nothing else is said; the frames on disk are checked in any case.',
    ),
  frames: z
    .enum(FRAME_DIALECTS.filter(({ print }) => print !== undefined).map(({ name }) => name))
    .optional()
    .describe('The dialect that {frames} is written in.'),
  calls: z
    .enum(['list', 'range', 'single'])
    .optional()
    .describe('What one call can render: any list of frames, a range of them, or a single frame.'),
  threads: z
    .int()
    .positive()
    .optional()
    .describe(
      'Threads that one call has: {threads}. Where it is absent, calls share what the machine does not keep for interactive work.',
    ),
  gpus: z
    .int()
    .nonnegative()
    .optional()
    .describe(
      'GPUs that one call has for itself, told to it by CUDA_VISIBLE_DEVICES; 0 hides all. Calls wait for them.',
    ),
  memory: z
    .number()
    .positive()
    .optional()
    .describe('Gigabytes of memory that one call needs. Calls wait until that much is not promised to others.'),
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
  scene: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The scene that the renderer renders in place of the comp, a path relative to the project root: {scene}. For renderers that render no comps.',
    ),
  layer: z.string().min(1).optional().describe('The render layer or composition of the scene: {layer}.'),
  camera: z.string().min(1).optional().describe('The camera of the scene: {camera}.'),
  checks: z
    .record(z.string(), severity)
    .optional()
    .describe('Severity by check code for the files of this step, over those of the project.'),
});

const oneOrMore = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** A folder that goes by another path on each platform. */
export const rootSchema = z.strictObject({
  windows: z
    .string()
    .regex(
      /^(?:[A-Za-z]:(?:[\\/]|$)|[\\/]{2}[^\\/]+[\\/]+[^\\/])/,
      'Write a drive or a share, such as P:\\ or \\\\server\\plates.',
    )
    .optional()
    .describe('The folder on Windows: a drive (P:\\) or a share (\\\\server\\plates). Letter case is all one.'),
  linux: z
    .string()
    .regex(/^\//, 'Write a path that begins with /.')
    .optional()
    .describe('The folder on Linux. Letter case counts.'),
  macos: z
    .string()
    .regex(/^\//, 'Write a path that begins with /.')
    .optional()
    .describe('The folder on macOS. Letter case is all one.'),
  map: z
    .string()
    .regex(/^\w{2,}:$/, 'Write a name of two letters or more and a colon, such as Plates:.')
    .optional()
    .describe('The path map that Fusion knows the folder by, with its colon: Plates:.'),
});

/** A shot: what is known of it before any comp is opened. */
const shotSchema = z.strictObject({
  frames: z
    .string()
    .describe(
      'The first and the last frame of the shot as it is cut: 1001-1100. The comps of the shot are checked for it.',
    ),
  handles: z
    .int()
    .nonnegative()
    .default(0)
    .describe('Frames that are worked on before the first frame and after the last one.'),
});

const people = z.array(z.string().min(1)).optional();

/** Who does what in the project; a person goes by the name that they sign in with. */
const rolesSchema = z.strictObject({
  admin: people.describe('Those who look after the project and its configuration. They may do everything.'),
  project: people.describe('Those who answer for the whole project.'),
  supervisor: people.describe('Those who approve what is delivered: they may do what the role project may.'),
  lead: people.describe('Those who approve what a department hands on.'),
  coordinator: people.describe('Those who keep the shots and their states: they may do what the role lead may.'),
  standard: people.describe('Everybody else: those who are in no list have this role too.'),
  artist: people.describe('Those who make and publish versions: the role standard by another name.'),
});

/** What an action needs. */
const needed = (what: string) =>
  z.enum(['standard', 'lead', 'project', 'admin']).optional().describe(`The role that is needed to ${what}.`);

/** Which role may do what. What is not named here, everybody may. */
const rulesSchema = z.strictObject({
  publish: needed('publish a version'),
  publishFinal: needed('publish a version in one of the final states; that of publish where it is absent'),
  preview: needed('render a preview'),
  approve: needed('approve a version'),
  takeOver: needed("take over somebody else's lock"),
  restore: needed('restore an earlier version'),
  changeConfiguration: needed(
    'change the configuration; it is a file that Compline does not guard, so this is only said',
  ),
  finalStates: z
    .array(z.string().min(1))
    .default(['OK'])
    .describe('The states of versions that are final, [OK] where nothing else is said.'),
  finalNeedsApproval: z
    .boolean()
    .default(false)
    .describe('A comp is published in a final state only as it was when a version of it was approved.'),
});

/** What happens in a project that a webhook can be told. */
export const WEBHOOK_EVENTS = [
  'publish',
  'preview',
  'publish-failed',
  'approved',
  'approval-withdrawn',
  'lock-taken-over',
  'role-refused',
] as const;

/** Who is told what happens in the project. */
export const webhookSchema = z.strictObject({
  kind: z
    .enum(['slack', 'google-chat', 'json'])
    .describe('How the message is written: for Slack, for Google Chat, or as plain JSON.'),
  url: z
    .string()
    .regex(
      /^(?:https:\/\/[^\s/]|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$))\S*$/,
      'Write an address that begins with https://.',
    )
    .optional()
    .describe(
      'The address. Those of Slack and Google Chat are secrets: leave it out, and set it with "Compline: Set Webhook Secret…" or the environment variable COMPLINE_WEBHOOK_<NAME>.',
    ),
  events: z
    .array(z.enum(WEBHOOK_EVENTS))
    .min(1)
    .default(['publish', 'publish-failed'])
    .describe('What is told, [publish, publish-failed] where nothing else is said.'),
  template: z
    .string()
    .min(1)
    .max(2000)
    .optional()
    .describe(
      'The text of the message. Placeholders: {event} {project} {comp} {step} {version} {state} {user} {comment} {frames} {reason}.',
    ),
  mention: z
    .string()
    .regex(
      /^(?:channel|here|all|[UWS][A-Z0-9]{5,}|users\/\d+)$/,
      'Write channel, here or an id for Slack, all or users/<number> for Google Chat.',
    )
    .optional()
    .describe(
      'Who is called: channel, here, or the id of a person or group (Slack); all or users/<number> (Google Chat).',
    ),
});

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
  extends: oneOrMore
    .optional()
    .describe(
      'A configuration that this one builds on, or a list of them, each over those before it: paths from the folder of this file, named compline.yaml or something.compline.yaml.',
    ),
  project: z
    .strictObject({
      id: z
        .string()
        .regex(/^[A-Za-z0-9+-]{1,10}$/, 'expected 1 to 10 letters, digits, + or -.')
        .describe('The project id as it begins every file name: 1 to 10 letters, digits, + or -.'),
      name: z.string().optional().describe('The name people know the project by.'),
      uuid: z
        .string()
        .min(1)
        .optional()
        .describe("The project's UUID in Ramses; comps are checked for it where it is given."),
    })
    .describe('What the project is called.'),
  roots: z
    .record(
      z.string().regex(/^[A-Za-z][\w-]*$/, 'A name begins with a letter; letters, digits, _ and - follow.'),
      rootSchema,
    )
    .default({})
    .describe('Folders that go by another path on each platform, by a name of your choice.'),
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
  shots: z
    .record(z.string(), shotSchema)
    .default({})
    .describe('Shots by the name that their folders and files give them: SH010.'),
  states: z
    .array(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,9}$/, 'A state is 1 to 10 letters and digits, a letter first.'))
    .min(1)
    .optional()
    .describe(
      "The short names of the project's states, where they are not those of a new Ramses project: what may stand before the digits of a version in names, as in CHK011.",
    ),
  steps: z.record(z.string(), stepSchema).default({}).describe('Pipeline steps by their short name.'),
  renderers: z.record(z.string(), rendererSchema).default({}).describe('Renderers by a name of your choice.'),
  farm: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Where jobs are rendered whose submission names no farm: `local` is the machine that they are submitted on.',
    ),
  farms: z
    .record(
      z
        .string()
        .regex(
          /^(?!local$)[A-Za-z][\w-]{0,39}$/,
          'A name begins with a letter; letters, digits, _ and - follow; local is this machine.',
        ),
      farmSchema,
    )
    .default({})
    .describe('Render managers that jobs can be handed to, by a name of your choice.'),
  roles: rolesSchema.default({}).describe('The people of the project by what they do in it.'),
  rules: rulesSchema.prefault({}).describe('Which role may do what.'),
  webhooks: z
    .record(
      z.string().regex(/^[A-Za-z][\w-]{0,39}$/, 'A name begins with a letter; letters, digits, _ and - follow.'),
      webhookSchema,
    )
    .default({})
    .describe('Who is told what happens in the project, by a name of your choice.'),
  checks: z.record(z.string(), severity).default({}).describe('Severity by check code.'),
  silence: z
    .array(silenceSchema)
    .default([])
    .describe('Checks to leave out for some of the files, whatever severity is set elsewhere.'),
});

export type Config = z.output<typeof configSchema>;
export type RendererConfig = z.output<typeof rendererSchema>;
export type RootConfig = z.output<typeof rootSchema>;
export type RulesConfig = Config['rules'];
export type WebhookConfig = z.output<typeof webhookSchema>;
export type StepConfig = z.output<typeof stepSchema>;
