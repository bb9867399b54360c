import path from 'node:path';
import type { Placeholder } from '../../formats/config/placeholders.ts';
import { rootsHere } from '../../project/roots-here.ts';
import { outputFiles, type Span } from '../../project/sequence.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { Farm } from '../farms/farm.ts';
import type { JobSpec, TaskSpec } from '../queue/job-spec.ts';
import { callNeeds } from '../system/call-needs.ts';
import type { MachineShare } from '../system/machine-share.ts';
import type { Collected } from './collect.ts';
import { feedingMedia } from './feeding-media.ts';
import { type LayerCalls, renderCommand } from './render-command.ts';

/** Where a publish renders. */
export interface RenderPlace {
  /** The program, found. */
  readonly program: string;
  /** The temporary comp. */
  readonly comp: string;
  /** The folder that the frames are written into. */
  readonly outputs: string;
  readonly owner: string;
  /** Where it is rendered; this machine where absent. */
  readonly farm?: Pick<Farm, 'name' | 'handing'>;
}

/**
 * The job that renders a publish: chunks of the step's size, one for a movie. Errors: those of `renderCommand`, and
 * `comp-has-errors` where the renderer wants media and no Loader feeds the Saver.
 */
export function renderJob(collected: Collected, place: RenderPlace, machine: MachineShare): JobSpec {
  const { name: farm, handing } = place.farm ?? {};
  const share = handing === undefined ? machine : undefined;
  const { renderer, stepConfig, frames, options } = collected;
  const { needs, threads } = callNeeds({}, renderer, share);
  const files = outputFiles(collected.outputName, collected.numbering);
  const size = renderer.calls === 'single' ? 1 : stepConfig.chunkSize;
  const calls = { ...callsOf(collected, place), threads, gpus: needs.gpus };
  const tasks = (files.isMovie ? [frames] : chunksOf(frames, size)).map(
    (chunk): TaskSpec => ({
      frames: chunk,
      command: renderCommand(calls, chunk),
      outputs: files.namesOf(chunk).map((name) => path.join(place.outputs, name)),
    }),
  );
  return {
    name: `${collected.step.name} ${frames.first}-${frames.last}`,
    kind: options.kind,
    project: collected.root,
    comp: collected.path,
    owner: place.owner,
    ...(farm !== undefined && { farm }),
    ...(handing !== undefined && { handing }),
    layers: [
      {
        name: collected.saver.name,
        tasks,
        retries: stepConfig.retries,
        progress: [],
        successCodes: renderer.successCodes,
        needs,
        ...(renderer.timeout !== undefined && { timeout: renderer.timeout }),
      },
    ],
  };
}

function callsOf(collected: Collected, place: RenderPlace): Omit<LayerCalls, 'threads' | 'gpus'> {
  const { renderer, root, config, step, stepConfig, saver, outputName, numbering } = collected;
  const { scene, layer, camera } = stepConfig;
  return {
    renderer,
    program: place.program,
    root,
    resolution: config.resolution,
    step: step.step,
    workingFolder: root,
    environment: {},
    comp: place.comp,
    scene: scene === undefined ? place.comp : path.resolve(root, scene),
    saver: saver.name,
    layer,
    camera,
    output: { folder: place.outputs, name: outputName, numbering },
    media: feedingMedia(collected.comp, saver, path.dirname(collected.path), rootsHere(config.roots)),
    whyMissing: (placeholder) => whyMissing(collected, placeholder),
  };
}

function whyMissing({ renderer, saver, path: file }: Collected, placeholder: Placeholder): ComplineError | undefined {
  if (placeholder !== 'media' && placeholder !== 'mediaFirst') return undefined;
  return new ComplineError({
    code: 'comp-has-errors',
    message: `The renderer ${renderer.name} reads the media of the comp, but no Loader with a usable path feeds ${saver.name}.`,
    nextStep: 'Connect a Loader to the Saver, or choose another renderer.',
    path: file,
  });
}

/** Spans of at most `size` frames that make up a span, in their order. */
function chunksOf(span: Span, size: number): Span[] {
  const chunks: Span[] = [];
  for (let first = span.first; first <= span.last; first += size) {
    chunks.push({ first, last: Math.min(span.last, first + size - 1) });
  }
  return chunks;
}
