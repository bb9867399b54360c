import { l10n } from 'vscode';
import { standardPriority } from '../../server/protocol/jobs.ts';
import type { FramesAnswer } from '../../server/protocol/render-scene.ts';
import { chosenRenderer, type FormFacts, tickedLayers } from './form-facts.ts';
import { farmFieldNotes, farmNote, isElsewhere } from './form-farm.ts';
import { type FormField, type FormValues, listed, wantedLayers } from './form-values.ts';

/** What is to be known beside a field. */
export interface FormNote {
  readonly text: string;
  readonly isWarning?: boolean;
}

export type FormNotes = Partial<Readonly<Record<FormField, FormNote>>>;

/** What is to be known beside the fields: what happens where they are left empty, and what there is to choose from. */
export function formNotes(values: FormValues, facts: FormFacts): FormNotes {
  const { scene } = facts;
  if (scene === undefined) return {};
  const renderer = chosenRenderer(facts, values);
  const { threads, memory } = renderer?.needs ?? {};
  const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
  const empty = (value: string | number): string => l10n.t('Empty: {0}.', value);
  const wanted = wantedLayers(values).length;
  const elsewhere = isElsewhere(facts, values);
  // What this machine has says nothing of those of a farm.
  const share = (text: string): readonly string[] => (elsewhere ? [] : [text]);
  return {
    scene: sceneNote(facts),
    layers: { text: wanted === 1 ? l10n.t('1 layer is rendered.') : l10n.t('{0} layers are rendered.', wanted) },
    frames: framesNote(values, facts),
    ...(renderer !== undefined && renderer.title !== renderer.name && { renderer: { text: renderer.title } }),
    output: outputNote(values, facts),
    chunkSize: {
      text:
        renderer?.calls === 'single'
          ? l10n.t('This renderer renders one frame a call.')
          : l10n.t('Frames that one call renders. Empty: {0}.', scene.chunkSize),
    },
    priority: { text: l10n.t('0 to 100, the higher one is rendered first. Empty: {0}.', standardPriority) },
    farm: farmNote(facts, values),
    ...farmFieldNotes(facts, values),
    threads: {
      text: [
        ...share(l10n.t('Renders may use {0}.', scene.share.threads)),
        empty(elsewhere ? l10n.t('as the renderer says') : (threads ?? l10n.t('shared evenly'))),
      ].join(' '),
    },
    memory: {
      text: [
        ...share(l10n.t('The machine has {0} GB.', gigabytes(scene.share.memory))),
        empty(memory === undefined ? l10n.t('none is reserved') : gigabytes(memory)),
      ].join(' '),
    },
    gpus: elsewhere ? { text: empty(l10n.t('none is reserved')) } : gpusNote(values, facts),
    retries: { text: empty(scene.retries) },
    timeout: { text: empty(renderer?.timeout ?? l10n.t('no limit')) },
  };
}

function sceneNote({ scene }: FormFacts): FormNote {
  if (scene === undefined) return { text: '' };
  const { project, warnings } = scene;
  const parts = [
    l10n.t('Project {0}.', project.id),
    ...(project.trusted ? [] : [l10n.t('You are asked to trust its programs before anything is rendered.')]),
    ...warnings,
  ];
  return { text: parts.join(' '), ...(warnings.length > 0 && { isWarning: true }) };
}

function framesNote({ frames: written }: FormValues, { scene, frames }: FormFacts): FormNote {
  const isWritten = written.trim() !== '';
  if (frames === undefined || frames.count === 0 || frames.faults.length > 0) {
    return { text: isWritten ? '' : l10n.t('Frames and ranges with commas between them: 1-24, 1,5,10-20 or 1-100x5.') };
  }
  const text = framesText(frames);
  return { text: isWritten ? text : l10n.t('Empty: {0}, as the scene says. {1}', scene?.frames ?? '', text) };
}

/** `24 frames in 3 chunks: 1-10, 11-20, 21-24` */
function framesText({ count, chunks = 0, first }: FramesAnswer): string {
  const all = count === 1 ? l10n.t('1 frame') : l10n.t('{0} frames', count);
  const shown = `${first.join(', ')}${chunks > first.length ? ', …' : ''}`;
  return chunks === 1
    ? l10n.t('{0} in 1 chunk: {1}', all, shown)
    : l10n.t('{0} in {1} chunks: {2}', all, chunks, shown);
}

function outputNote(values: FormValues, facts: FormFacts): FormNote {
  const token = l10n.t('{0} stands for the name of the layer.', '{layer}');
  if (values.output.trim() !== '') return { text: token };
  const ticked = tickedLayers(facts, values);
  const isSaid = listed(values.moreLayers).length === 0 && ticked.every(({ output }) => output !== undefined);
  if (isSaid) return { text: l10n.t('Empty: the files that the scene says. {0}', token) };
  const unsaid = l10n.t('Empty: nobody says which files are written, so the exit code alone decides. {0}', token);
  return { text: unsaid, isWarning: true };
}

function gpusNote({ gpus: written }: FormValues, { scene, gpus = [] }: FormFacts): FormNote {
  const usable = scene?.share.gpus ?? [];
  if (scene?.share.hasGpus !== true) return { text: l10n.t('No GPU is known on this machine.') };
  const kept = gpus.filter(({ reserved }) => reserved).map(({ id }) => id);
  const total = Math.max(gpus.length, usable.length);
  const parts = [
    l10n.t('Renders may use {0} of {1}.', usable.length, total),
    ...(kept.length === 0 ? [] : [l10n.t('Reserved for interactive work: GPU {0}.', kept.join(', '))]),
  ];
  const isTooMany = /^\d+$/.test(written.trim()) && Number(written) > usable.length;
  if (isTooMany) parts.push(l10n.t('The job waits until enough of them are released.'));
  return { text: parts.join(' '), ...(isTooMany && { isWarning: true }) };
}
