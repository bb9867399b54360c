import { l10n } from 'vscode';
import { chosenRenderer, type FormFacts, tickedLayers } from './form-facts.ts';
import { isElsewhere } from './form-farm.ts';
import { type FormField, type FormValues, listed, wantedLayers } from './form-values.ts';

/** What is wrong in a field. */
export interface FormProblem {
  readonly field: FormField;
  readonly message: string;
  /** Something is missing, which nobody is told of before they are done. */
  readonly isMissing?: boolean;
  /** Where in the field, in UTF-16 code units. */
  readonly range?: { readonly start: number; readonly end: number };
}

const MOST_TAGS = 100;
const LONGEST_TAG = 100;
const MOST_LIMITS = 100;
const LONGEST_NAME = 200;
const LONGEST_COMMENT = 10_000;
const MOST_LAYERS = 1_000;
const LONGEST_LAYER = 200;

/** What is wrong in the form, in the order of its fields. */
export function formProblems(values: FormValues, facts: FormFacts): readonly FormProblem[] {
  return [
    ...sceneProblems(values, facts),
    ...layerProblems(values, facts),
    ...frameProblems(values, facts),
    ...rendererProblems(values, facts),
    ...outputProblems(values),
    ...farmProblems(values, facts),
    ...numberProblem(values, 'chunkSize', 1),
    ...threadsProblem(values, facts),
    ...memoryProblems(values, facts),
    ...gpuProblems(values, facts),
    ...numberProblem(values, 'priority', 0, 100),
    ...numberProblem(values, 'retries', 0, 100),
    ...numberProblem(values, 'timeout', 1),
    ...tagProblems(values),
  ];
}

const missing = (field: FormField, message: string): FormProblem => ({ field, message, isMissing: true });

function sceneProblems({ scene }: FormValues, { sceneProblem }: FormFacts): FormProblem[] {
  if (scene.trim() === '') return [missing('scene', l10n.t('Choose the scene to render.'))];
  return sceneProblem === undefined ? [] : [{ field: 'scene', message: sceneProblem }];
}

function layerProblems(values: FormValues, { scene }: FormFacts): FormProblem[] {
  const wanted = wantedLayers(values);
  const [odd] = listed(values.moreLayers).filter((it) => it.length > LONGEST_LAYER || /^-|\p{Cc}/u.test(it));
  if (odd !== undefined) {
    return [{ field: 'moreLayers', message: l10n.t('"{0}" is no name of a layer.', odd.slice(0, 50)) }];
  }
  if (wanted.length > MOST_LAYERS) {
    return [{ field: 'layers', message: l10n.t('{0} layers are more than {1}.', wanted.length, MOST_LAYERS) }];
  }
  if (wanted.length > 0 || scene === undefined) return [];
  if (scene.layers.length > 0) return [missing('layers', l10n.t('Tick the layers to render.'))];
  return [missing('moreLayers', l10n.t('Write the names of the layers to render.'))];
}

function frameProblems(values: FormValues, facts: FormFacts): FormProblem[] {
  const fault = facts.frames?.faults[0];
  if (values.frames.trim() !== '') {
    if (fault === undefined) return [];
    const { message, start, end } = fault;
    const isWhole = start === 0 && end >= values.frames.length;
    const placed = isWhole ? message : l10n.t('Character {0}: {1}', start + 1, message);
    return [{ field: 'frames', message: placed, range: { start, end } }];
  }
  if (facts.scene === undefined) return [];
  const ticked = tickedLayers(facts, values);
  const isSaid = listed(values.moreLayers).length === 0 && ticked.every(({ frames }) => frames !== undefined);
  return isSaid && ticked.length > 0 ? [] : [missing('frames', l10n.t('Write the frames to render, such as 1-24.'))];
}

function rendererProblems(values: FormValues, facts: FormFacts): FormProblem[] {
  if (facts.scene === undefined) return [];
  const renderer = chosenRenderer(facts, values);
  if (renderer?.problem !== undefined) return [{ field: 'renderer', message: renderer.problem }];
  if (renderer !== undefined) return [];
  const none = facts.scene.renderers.length === 0;
  const message = none
    ? l10n.t('The project has no renderer: add one under "renderers" in compline.yaml.')
    : l10n.t('Choose a renderer.');
  return [missing('renderer', message)];
}

function outputProblems(values: FormValues): FormProblem[] {
  const { output } = values;
  if (output.trim() === '' || output.includes('{layer}') || wantedLayers(values).length < 2) return [];
  const message = l10n.t(
    'All layers would write the same files: write {0}, which stands for the name of each.',
    '{layer}',
  );
  return [{ field: 'output', message }];
}

type NumberField = 'chunkSize' | 'priority' | 'threads' | 'gpus' | 'retries' | 'timeout';

function numberProblem(values: FormValues, field: NumberField, least: number, most?: number): FormProblem[] {
  const text = values[field].trim();
  if (text === '') return [];
  const number = Number(text);
  if (/^\d{1,15}$/.test(text) && number >= least && (most === undefined || number <= most)) return [];
  const message =
    most === undefined
      ? l10n.t('A whole number of at least {0}.', least)
      : l10n.t('A whole number from {0} to {1}.', least, most);
  return [{ field, message }];
}

function threadsProblem(values: FormValues, facts: FormFacts): FormProblem[] {
  return numberProblem(values, 'threads', 1, isElsewhere(facts, values) ? undefined : facts.scene?.share.threads);
}

function farmProblems(values: FormValues, facts: FormFacts): FormProblem[] {
  if (!isElsewhere(facts, values)) return [];
  const long = (['pool', 'group'] as const).filter((field) => values[field].trim().length > LONGEST_NAME);
  const limits = listed(values.limits);
  const message = l10n.t('A name has at most {0} characters.', LONGEST_NAME);
  const isTooMuch = limits.length > MOST_LIMITS || limits.some((it) => it.length > LONGEST_NAME);
  return [
    ...long.map((field) => ({ field, message })),
    ...(isTooMuch
      ? [
          {
            field: 'limits',
            message: l10n.t('At most {0} limits of {1} characters.', MOST_LIMITS, LONGEST_NAME),
          } as const,
        ]
      : []),
  ];
}

/** Bytes of a field with gigabytes; undefined where it is no amount. */
export function memoryBytes(text: string): number | undefined {
  const digits = /^(?<number>\d{1,6}(?:[.,]\d{1,3})?)\s*(?:GB?)?$/i.exec(text.trim())?.groups?.number;
  const bytes = digits === undefined ? 0 : Math.round(Number(digits.replace(',', '.')) * 1e9);
  return bytes > 0 ? bytes : undefined;
}

function memoryProblems(values: FormValues, facts: FormFacts): FormProblem[] {
  const { memory } = values;
  const { scene } = facts;
  if (memory.trim() === '') return [];
  const bytes = memoryBytes(memory);
  if (bytes === undefined) return [{ field: 'memory', message: l10n.t('An amount in gigabytes, such as 8 or 1.5.') }];
  if (scene === undefined || bytes <= scene.share.memory || isElsewhere(facts, values)) return [];
  const most = (scene.share.memory / 1e9).toFixed(1);
  return [{ field: 'memory', message: l10n.t('The machine has {0} GB.', most) }];
}

function gpuProblems(values: FormValues, facts: FormFacts): FormProblem[] {
  const { scene, gpus } = facts;
  const [wrong] = numberProblem(values, 'gpus', 0);
  if (wrong !== undefined || values.gpus.trim() === '') return wrong === undefined ? [] : [wrong];
  const wanted = Number(values.gpus);
  if (scene === undefined || wanted === 0 || isElsewhere(facts, values)) return [];
  if (!scene.share.hasGpus) {
    return [{ field: 'gpus', message: l10n.t('No GPU is known on this machine: leave it empty, or write 0.') }];
  }
  if (gpus === undefined || wanted <= gpus.length) return [];
  const message =
    gpus.length === 1 ? l10n.t('The machine has 1 GPU.') : l10n.t('The machine has {0} GPUs.', gpus.length);
  return [{ field: 'gpus', message }];
}

function tagProblems({ tags, comment }: FormValues): FormProblem[] {
  const all = listed(tags);
  const isTooMuch = all.length > MOST_TAGS || all.some((it) => it.length > LONGEST_TAG);
  const tooLong = l10n.t('A comment has at most {0} characters.', LONGEST_COMMENT);
  return [
    ...(isTooMuch
      ? [{ field: 'tags', message: l10n.t('At most {0} tags of {1} characters.', MOST_TAGS, LONGEST_TAG) } as const]
      : []),
    ...(comment.length > LONGEST_COMMENT ? [{ field: 'comment', message: tooLong } as const] : []),
  ];
}
