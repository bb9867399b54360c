import { l10n } from 'vscode';
import type { Submitted } from '../../server/protocol/queue.ts';
import { farmName, LOCAL } from '../farms/farm-texts.ts';
import { formatFrames } from '../views/format.ts';
import { type FormFacts, inProject } from './form-facts.ts';
import { type FarmLists, farmChoices, farmLists, isElsewhere } from './form-farm.ts';
import { type FormNotes, formNotes } from './form-notes.ts';
import { type FormProblem, formProblems } from './form-problems.ts';
import type { FormField, FormValues } from './form-values.ts';

/** Something to choose from. */
export interface FormChoice {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

/** A layer that can be ticked. */
export interface LayerChoice {
  readonly name: string;
  /** Its frames and files, and whether it is switched off. */
  readonly note: string;
}

/** What would be submitted. */
export interface PlanView {
  readonly title: string;
  readonly rows: readonly { readonly layer: string; readonly frames: string; readonly output: string }[];
  readonly warnings: readonly string[];
  /** Jobs that do the same, in a sentence; absent where there are none. */
  readonly duplicates?: string;
  readonly confirm: string;
}

/** All that is wrong, and where. */
export interface FormSummary {
  readonly title: string;
  readonly items: readonly { readonly field?: FormField; readonly text: string }[];
}

/** What the page shows. */
export interface FormView {
  /** Present where the page's fields are to be filled with it. */
  readonly values?: FormValues;
  /** Grows each time the fields are filled. */
  readonly revision: number;
  readonly isBusy: boolean;
  /** What goes on, in a sentence; read out by screen readers. */
  readonly status: string;
  readonly renderers: readonly FormChoice[];
  readonly jobs: readonly FormChoice[];
  readonly farms: readonly FormChoice[];
  /** What there is to choose from at the farm; absent where this machine renders. */
  readonly farmLists?: FarmLists;
  /** False for a project that describes no farm. */
  readonly hasFarms: boolean;
  readonly layers: readonly LayerChoice[];
  /** Whether names of layers are to be written. */
  readonly hasMoreLayers: boolean;
  readonly notes: FormNotes;
  readonly problems: readonly FormProblem[];
  readonly summary?: FormSummary;
  readonly plan?: PlanView;
  /** What gets the focus now. */
  readonly focus?: 'summary' | 'plan' | 'review' | FormField;
}

/** What the form is at, beside what is known. */
export interface FormStage {
  readonly isBusy: boolean;
  readonly status: string;
  /** Whether what is missing is told. */
  readonly isAttempted: boolean;
  readonly plan?: Submitted['plan'];
  /** What the core has refused, with the field that it is about where that is known. */
  readonly refusal?: { readonly field?: FormField; readonly text: string };
}

/** The view of a form. */
export function formView(values: FormValues, facts: FormFacts, stage: FormStage): Omit<FormView, 'revision'> {
  const { scene, jobs } = facts;
  const { isBusy, status, isAttempted, plan, refusal } = stage;
  const problems = formProblems(values, facts).filter(({ isMissing }) => isMissing !== true || isAttempted);
  const summary = isAttempted ? summaryOf(problems, refusal) : undefined;
  const hasNoLayers = (scene?.layers.length ?? 0) === 0;
  return {
    isBusy,
    status,
    renderers: (scene?.renderers ?? []).map(({ name, problem }) => ({
      value: name,
      label: problem === undefined ? name : `${name} (${problem})`,
      ...(problem !== undefined && { disabled: true }),
    })),
    jobs: [
      { value: '', label: l10n.t('No job') },
      ...jobs.map(({ id, name }) => ({ value: id, label: `${name} (${id.slice(0, 8)})` })),
    ],
    farms: farmChoices(facts, values),
    ...(isElsewhere(facts, values) && { farmLists: farmLists(facts, values) }),
    hasFarms: facts.farms?.some(({ name }) => name !== LOCAL) ?? true,
    layers: (scene?.layers ?? []).map((layer) => ({ name: layer.name, note: layerNote(layer, facts) })),
    hasMoreLayers: scene !== undefined && (hasNoLayers || !scene.layersComplete),
    notes: formNotes(values, facts),
    problems: refusal?.field === undefined ? problems : [...problems, { field: refusal.field, message: refusal.text }],
    ...(summary !== undefined && { summary }),
    ...(plan !== undefined && { plan: planView(plan, facts) }),
  };
}

type Layer = NonNullable<FormFacts['scene']>['layers'][number];

function layerNote({ frames, output, enabled }: Layer, facts: FormFacts): string {
  const off = enabled ? undefined : l10n.t('switched off');
  const file = output === undefined ? undefined : inProject(facts, output);
  return [off, frames, file].filter((it) => it !== undefined).join(' · ');
}

function summaryOf(problems: readonly FormProblem[], refusal: FormStage['refusal']): FormSummary | undefined {
  const items = [
    ...problems.map(({ field, message }) => ({ field, text: message })),
    ...(refusal === undefined ? [] : [refusal]),
  ];
  if (items.length === 0) return undefined;
  const title =
    items.length === 1
      ? l10n.t('Nothing is submitted yet: 1 thing is to be put right.')
      : l10n.t('Nothing is submitted yet: {0} things are to be put right.', items.length);
  return { title, items };
}

function planView(
  { name, renderer, farm, layers, warnings, duplicates }: Submitted['plan'],
  facts: FormFacts,
): PlanView {
  const spans = layers.flatMap(({ tasks }) => tasks);
  const frames = spans.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const known = duplicates.map((id) => facts.jobs.find((it) => it.id === id)?.name ?? id);
  const same = l10n.t('The same is in the queue already: {0}.', known.join(', '));
  return {
    title:
      farm === LOCAL
        ? l10n.t('{0} with {1}: frames {2}, chunks {3}', name, renderer, frames, spans.length)
        : l10n.t('{0} with {1} on {2}: frames {3}, chunks {4}', name, renderer, farmName(farm), frames, spans.length),
    rows: layers.map(({ name: layer, tasks, outputs }) => ({
      layer,
      frames: chunksText(tasks),
      output:
        outputs.length === 0 ? l10n.t('files that nobody names') : outputs.map((it) => inProject(facts, it)).join('\n'),
    })),
    warnings,
    ...(duplicates.length > 0 && { duplicates: same }),
    confirm: duplicates.length > 0 ? l10n.t('Submit Anyway') : l10n.t('Submit'),
  };
}

const SHOWN_CHUNKS = 4;

/** `1-10, 11-20, 21-24` */
function chunksText(tasks: Submitted['plan']['layers'][number]['tasks']): string {
  const shown = tasks.slice(0, SHOWN_CHUNKS).map(formatFrames).join(', ');
  const last = tasks.at(-1);
  return tasks.length <= SHOWN_CHUNKS || last === undefined ? shown : `${shown}, … ${formatFrames(last)}`;
}
