/** What is known of a model that makes videos. */
export interface VideoModel {
  /** As a project names it. */
  readonly id: string;
  readonly name: string;
  /** Who offers it. */
  readonly provider: string;
  /** What it is good for, in a sentence. */
  readonly about: string;
  /** The day on which it is, or was, switched off: `yyyy-mm-dd`; absent where none is announced. */
  readonly retires: string | undefined;
  /** Width and height in pixels, the standard first. */
  readonly sizes: readonly VideoSize[];
  /** In seconds, the standard first. */
  readonly durations: readonly number[];
  /** The most characters of a prompt. */
  readonly longestPrompt: number;
}

/** A size of pictures in pixels. */
export interface VideoSize {
  readonly width: number;
  readonly height: number;
}

/** The day as of which the table below is true. */
export const MODELS_AS_OF = '2026-11-20';

/** Where the facts of the table come from. */
export const MODEL_SOURCES: readonly string[] = [
  'developers.openai.com: models/sora-2 and models/sora-2-pro (sizes, seconds, prompt)',
  'developers.openai.com: deprecations (Sora 2 and the Videos API end on 2026-09-24, without a successor)',
  'Sora Studio 622e65a (the sizes and durations that the desktop application offers)',
];

const PORTRAIT = { width: 720, height: 1280 };
const LANDSCAPE = { width: 1280, height: 720 };

/** The models of which something is known. Others are taken as they are: who makes the video is not Compline's choice. */
export const VIDEO_MODELS: readonly VideoModel[] = [
  {
    id: 'sora-2',
    name: 'Sora 2',
    provider: 'OpenAI',
    about: 'The faster one, for drafts and iterations.',
    retires: '2026-09-24',
    sizes: [PORTRAIT, LANDSCAPE],
    durations: [4, 8, 12],
    longestPrompt: 32_000,
  },
  {
    id: 'sora-2-pro',
    name: 'Sora 2 Pro',
    provider: 'OpenAI',
    about: 'The better pictures, slower and in larger sizes too.',
    retires: '2026-09-24',
    sizes: [PORTRAIT, LANDSCAPE, { width: 1024, height: 1792 }, { width: 1792, height: 1024 }],
    durations: [4, 8, 12],
    longestPrompt: 32_000,
  },
];

/** The most characters that a prompt may have where its model does not say. */
export const LONGEST_PROMPT = 32_000;

/** Whether a model can be used on a day. */
export type ModelState = 'offered' | 'ending' | 'retired';

/** A model that ends within so many days is soon to be gone. */
const SOON = 90;

/** The model with this id; absent for one that the table does not know. */
export function videoModel(id: string | undefined): VideoModel | undefined {
  return VIDEO_MODELS.find((model) => model.id === id);
}

/** The state of a model on a day, `yyyy-mm-dd`. */
export function modelState({ retires }: VideoModel, today: string): ModelState {
  if (retires === undefined) return 'offered';
  if (today >= retires) return 'retired';
  const days = (Date.parse(retires) - Date.parse(today)) / 86_400_000;
  return days <= SOON ? 'ending' : 'offered';
}

/** A size as projects write it: `1280x720`. */
export function sizeText({ width, height }: VideoSize): string {
  return `${width}x${height}`;
}

/** The size of a text such as `1280x720`; absent for any other text. */
export function readSize(text: string): VideoSize | undefined {
  const [, width, height] = /^\s*(\d{1,6})\s*[xX×]\s*(\d{1,6})\s*$/.exec(text) ?? [];
  return width === undefined || height === undefined ? undefined : { width: Number(width), height: Number(height) };
}

/** Whether a model makes videos of this size. */
export function hasSize({ sizes }: VideoModel, { width, height }: VideoSize): boolean {
  return sizes.some((size) => size.width === width && size.height === height);
}

/** The size of a model that is most like another: the same way up, then the nearest in pixels. */
export function nearestSize({ sizes }: VideoModel, wanted: VideoSize): VideoSize | undefined {
  const isUpright = wanted.height > wanted.width;
  const distance = ({ width, height }: VideoSize): number =>
    Math.abs(width * height - wanted.width * wanted.height) + (height > width === isUpright ? 0 : 1e12);
  return [...sizes].sort((a, b) => distance(a) - distance(b))[0];
}

/** The duration of a model that is nearest to another, in seconds; of two the shorter. */
export function nearestDuration({ durations }: VideoModel, wanted: number): number | undefined {
  return [...durations].sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b)[0];
}
