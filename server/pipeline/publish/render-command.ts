import path from 'node:path';
import { type Placeholder, placeholderFaults } from '../../formats/config/placeholders.ts';
import { FrameList } from '../../formats/frames/frame-list.ts';
import { frameRun } from '../../formats/frames/frame-run.ts';
import { type CallValues, callArguments, framesFor, placeholdersOf } from '../../formats/renderers/renderer-call.ts';
import { numberedName, type OutputFiles, outputFiles, type Span } from '../../project/sequence.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { CommandSpec } from '../queue/job-spec.ts';
import type { Collected } from './collect.ts';
import type { FeedingMedia } from './feeding-media.ts';
import type { RenderPlace } from './render-job.ts';

/**
 * The call that renders a chunk. Errors: `config-invalid` where the arguments hold a placeholder that is not known or
 * that stands for nothing, `comp-has-errors` where the renderer wants media and no Loader feeds the Saver.
 */
export function renderCommand(
  collected: Collected,
  place: RenderPlace,
  chunk: Span,
  media: FeedingMedia | undefined,
): CommandSpec {
  const { renderer, root } = collected;
  for (const argument of renderer.args.flat()) {
    const [fault] = placeholderFaults(argument);
    if (fault !== undefined) throw cannotBeCalled(collected, fault.message, 'Correct compline.yaml.');
  }
  const values = valuesOf(collected, place, chunk, media);
  const call = callArguments(renderer, values);
  if ('missing' in call) throw whyMissing(collected, call.missing);
  const { threads = place.threads, gpus, memory } = renderer;
  const hasPatterns = Object.keys(renderer.patterns).length > 0;
  return {
    program: place.program,
    args: call.args,
    cwd: root,
    environment: { ...renderer.environment },
    reading: { preset: renderer.preset.name, ...(hasPatterns && { patterns: copied(renderer.patterns) }) },
    resources: { threads, ...(gpus !== undefined && { gpus }), ...(memory !== undefined && { memory }) },
  };
}

function valuesOf(collected: Collected, place: RenderPlace, chunk: Span, media: FeedingMedia | undefined): CallValues {
  const { renderer, outputName, numbering, saver, root, stepConfig, config } = collected;
  const files = outputFiles(outputName, numbering);
  const { lead, digits, extension } = numberedName(outputName);
  const printed = placeholdersOf(renderer).has('frames')
    ? framesFor(renderer, FrameList.of([frameRun(chunk.first, chunk.last)]))
    : undefined;
  if (printed !== undefined && 'refused' in printed) {
    throw cannotBeCalled(collected, printed.refused, 'Choose another renderer, or other arguments.');
  }
  const width = digits === '' ? STANDARD_WIDTH : digits.length;
  const gpus = renderer.gpus ?? 0;
  const format = renderer.preset.formats?.[extension.slice(1).toLowerCase()];
  const named: CallValues = {
    ...optional('script', renderer.script && path.resolve(root, renderer.script)),
    ...optional('frames', printed?.text),
    ...optional('layer', stepConfig.layer),
    ...optional('camera', stepConfig.camera),
    ...optional('format', format),
    ...optional('media', media?.path),
    ...optional('mediaFirst', media && String(media.numberOf(chunk.first))),
    ...optional('gpus', gpus > 0 ? Array.from({ length: gpus }, (_, index) => index).join(',') : undefined),
    ...optional('width', config.resolution && String(config.resolution.width)),
    ...optional('height', config.resolution && String(config.resolution.height)),
  };
  return {
    ...named,
    comp: place.comp,
    scene: stepConfig.scene === undefined ? place.comp : path.resolve(root, stepConfig.scene),
    project: root,
    saver: saver.name,
    first: String(chunk.first),
    last: String(chunk.last),
    count: String(chunk.last - chunk.first + 1),
    step: '1',
    outputFirst: String(chunk.first + numbering.offset),
    output: outputPath(place.outputs, files),
    outputFolder: place.outputs,
    outputName: files.base,
    outputBase: path.join(place.outputs, lead),
    hashes: files.isMovie ? '' : '#'.repeat(width),
    padding: String(width),
    extension: extension.slice(1),
    threads: String(renderer.threads ?? place.threads),
  };
}

/** Digits of a number where the name says nothing, as `outputFiles` has it. */
const STANDARD_WIDTH = 4;

/** A per cent sign in a folder's name is doubled where the path is in printf form. */
function outputPath(folder: string, files: OutputFiles): string {
  return path.join(files.isMovie ? folder : folder.replaceAll('%', '%%'), files.printf);
}

function optional(name: Placeholder, value: string | undefined): CallValues {
  return value === undefined || value === '' ? {} : { [name]: value };
}

function copied(patterns: Collected['renderer']['patterns']): Record<string, string[]> {
  return Object.fromEntries(Object.entries(patterns).map(([tells, list]) => [tells, [...list]]));
}

function whyMissing(collected: Collected, placeholder: Placeholder): ComplineError {
  const { renderer, saver, step } = collected;
  if (placeholder === 'media' || placeholder === 'mediaFirst') {
    return new ComplineError({
      code: 'comp-has-errors',
      message: `The renderer ${renderer.name} reads the media of the comp, but no Loader with a usable path feeds ${saver.name}.`,
      nextStep: 'Connect a Loader to the Saver, or choose another renderer.',
      path: collected.path,
    });
  }
  const what = `{${placeholder}} stands for nothing.`;
  return cannotBeCalled(
    collected,
    what,
    NEXT_STEPS[placeholder]?.(step.step, renderer.name) ?? 'Correct compline.yaml.',
  );
}

/** How somebody gives a placeholder something to stand for. */
const NEXT_STEPS: { readonly [Name in Placeholder]?: (step: string, renderer: string) => string } = {
  layer: (step) => `Set steps.${step}.layer in compline.yaml.`,
  camera: (step) => `Set steps.${step}.camera in compline.yaml.`,
  script: (_, renderer) => `Set renderers.${renderer}.script in compline.yaml.`,
  gpus: (_, renderer) => `Set renderers.${renderer}.gpus in compline.yaml.`,
  width: () => 'Set resolution in compline.yaml.',
  height: () => 'Set resolution in compline.yaml.',
  format: () => 'Write the name of the format itself into args in compline.yaml.',
};

function cannotBeCalled({ renderer, root }: Collected, why: string, nextStep: string): ComplineError {
  const message = `The renderer ${renderer.name} cannot be called: ${why}`;
  return new ComplineError({ code: 'config-invalid', message, nextStep, path: root });
}
