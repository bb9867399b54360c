/** A type of JSON; `integer` is a number without fraction. */
export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'null' | 'array' | 'object';

/** A value of JSON. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What an object is in a project. */
export type PartKind = 'project' | 'shot' | 'template' | 'settings' | 'compline';

/** What a value is about, besides its type. */
export type KeyRole = 'date' | 'status' | 'model' | 'size' | 'duration' | 'prompt' | 'image-paths' | 'path' | 'folder';

/** One key of an object. */
export interface KeyFacts {
  readonly name: string;
  /** The types that its value may have, the usual one first. */
  readonly types: readonly JsonType[];
  /** The desktop application does not load a project without it. */
  readonly isRequired: boolean;
  /** What it is where it is left out, and what is written for it when it is added. */
  readonly initial: JsonValue;
  /** What it means, in a sentence or two. */
  readonly meaning: string;
  readonly role?: KeyRole;
  /** The type of the elements of a list. */
  readonly elements?: JsonType;
}

/** The version of the format that is known here. */
export const SCHEMA_VERSION = 1;

/** What a shot's `status` may be. */
export const SHOT_STATUSES: readonly (readonly [status: string, meaning: string])[] = [
  ['pending', 'Written, and not yet in the queue.'],
  ['queued', 'Waits for its turn.'],
  ['processing', 'Is being made.'],
  ['completed', 'Its video is there.'],
  ['failed', 'Could not be made.'],
  ['cancelled', 'Somebody has stopped it.'],
];

/** The statuses of shots for which nothing more is going to be made. */
export const ENDED_STATUSES: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled']);

type KeyOptions = Pick<KeyFacts, 'role' | 'elements'>;

function optional(
  name: string,
  types: JsonType | readonly JsonType[],
  initial: JsonValue,
  meaning: string,
  options: KeyOptions = {},
): KeyFacts {
  return { name, types: typeof types === 'string' ? [types] : types, isRequired: false, initial, meaning, ...options };
}

function required(
  name: string,
  type: JsonType,
  initial: JsonValue,
  meaning: string,
  options: KeyOptions = {},
): KeyFacts {
  return { name, types: [type], isRequired: true, initial, meaning, ...options };
}

const CREATED = 'When it was made: ISO 8601, in UTC as the desktop application writes it.';
const CREATED_AT = optional('created_at', 'string', '', CREATED, { role: 'date' });
const WIDTH = required('width', 'integer', 1280, 'Width of the pictures in pixels.', { role: 'size' });
const HEIGHT = required('height', 'integer', 720, 'Height of the pictures in pixels.', { role: 'size' });
const DURATION = required('duration_s', 'integer', 8, 'Length of the video in seconds.', { role: 'duration' });
const PROMPT_MEANING =
  'What is to be seen. `{name}` is filled from the table of the project, `{{` and `}}` are braces.';

/** The project itself. */
const PROJECT: readonly KeyFacts[] = [
  optional('name', 'string', 'Untitled', 'The name of the project.'),
  optional('schema', 'integer', SCHEMA_VERSION, 'The version of the format: 1.'),
  CREATED_AT,
  optional('modified_at', 'string', '', 'When it was last saved: ISO 8601.', { role: 'date' }),
  optional('output_dir', 'string', '', 'The folder for the videos; empty for the one of the application.', {
    role: 'folder',
  }),
  optional('profile_id', ['string', 'null'], null, 'The profile of the provider; the application never sets one.'),
  optional('shots', 'array', [], 'The videos that are to be made, or were made.', { elements: 'object' }),
  optional('templates', 'array', [], 'Shots to begin with.', { elements: 'object' }),
  optional('settings', ['object', 'null'], {}, 'How the application behaves with this project.'),
  optional('current_model', 'string', 'sora-2', 'The model that is chosen in the window.', { role: 'model' }),
  optional('current_size', 'string', '1280x720', 'The size that is chosen in the window, as `1280x720`.', {
    role: 'size',
  }),
  optional('current_duration', 'integer', 4, 'The seconds that are chosen in the window.', { role: 'duration' }),
  optional('current_prompt', 'string', '', 'The prompt that is being written in the window.', { role: 'prompt' }),
];

const SHOT: readonly KeyFacts[] = [
  required('id', 'string', '', 'Tells the shot from all others: a UUID.'),
  required('model', 'string', 'sora-2', 'The model that makes the video.', { role: 'model' }),
  WIDTH,
  HEIGHT,
  DURATION,
  required('prompt', 'string', '', PROMPT_MEANING, { role: 'prompt' }),
  optional('ref_images', 'array', [], 'Pictures that the video begins with or follows, of the size of the shot.', {
    elements: 'string',
    role: 'image-paths',
  }),
  optional('status', 'string', 'pending', 'How far the shot is.', { role: 'status' }),
  optional('job_id', ['string', 'null'], null, 'What the provider calls the job.'),
  optional('output_path', ['string', 'null'], null, 'The video, when it is there.', { role: 'path' }),
  optional('meta', 'object', {}, 'Whatever else belongs to the shot. What Compline adds is in `meta.compline`.'),
  CREATED_AT,
];

const TEMPLATE: readonly KeyFacts[] = [
  required('id', 'string', '', 'Tells the template from all others.'),
  required('name', 'string', 'Template', 'What the template is called.'),
  required('prompt', 'string', '', PROMPT_MEANING, { role: 'prompt' }),
  required('model', 'string', 'sora-2', 'The model of shots that are made from it.', { role: 'model' }),
  WIDTH,
  HEIGHT,
  DURATION,
  optional('tags', 'array', [], 'Words to find it by.', { elements: 'string' }),
  optional('pinned', 'boolean', false, 'Stands at the top of the list.'),
  optional('starred', 'boolean', false, 'Is a favourite.'),
  CREATED_AT,
];

const SETTINGS: readonly KeyFacts[] = [
  optional('poll_seconds', 'integer', 2, 'How often the provider is asked, in seconds.'),
  optional('max_wait_minutes', 'integer', 12, 'How long a video may take, in minutes.'),
  optional('preflight_moderation', 'boolean', true, 'Prompts are moderated before they are sent.'),
  optional('disk_free_threshold_gb', 'number', 5, 'So much of the disk has to be free, in gigabytes.'),
  optional('theme', 'string', 'system', 'The colours of the window: `system`, `light` or `dark`.'),
  optional('font_scale', 'number', 1, 'The size of letters, 1 for the usual one.'),
  optional('high_contrast', 'boolean', false, 'Colours with more contrast.'),
  optional('locale', 'string', 'en', 'The language of the window.'),
  optional('parallel_jobs', 'integer', 1, 'So many videos are made at a time.'),
  optional('default_profile', ['string', 'null'], null, 'The profile of new projects.'),
];

/** What Compline adds to a shot, in `meta.compline`. Other keys are kept there. */
const COMPLINE: readonly KeyFacts[] = [
  optional('csv', 'string', '', 'The table that fills the placeholders of this shot, relative to the project file.', {
    role: 'path',
  }),
];

const PARTS: Readonly<Record<PartKind, readonly KeyFacts[]>> = {
  project: PROJECT,
  shot: SHOT,
  template: TEMPLATE,
  settings: SETTINGS,
  compline: COMPLINE,
};

const BY_NAME: ReadonlyMap<PartKind, ReadonlyMap<string, KeyFacts>> = new Map(
  Object.entries(PARTS).map(([kind, keys]) => [kindNamed(kind), new Map(keys.map((key) => [key.name, key]))]),
);

function kindNamed(name: string): PartKind {
  return name === 'shot' || name === 'template' || name === 'settings' || name === 'compline' ? name : 'project';
}

/** The keys of an object of a project, in the order in which the desktop application writes them. */
export function keysOf(kind: PartKind): readonly KeyFacts[] {
  return PARTS[kind];
}

/** What is known of a key; absent for one that the format does not have. */
export function keyFacts(kind: PartKind, name: string): KeyFacts | undefined {
  return BY_NAME.get(kind)?.get(name);
}
