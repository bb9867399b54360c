import path from 'node:path';
import { type Placeholder, placeholderFaults } from '../../formats/config/placeholders.ts';
import type { Config } from '../../formats/config/schema.ts';
import { FrameList } from '../../formats/frames/frame-list.ts';
import { frameRun } from '../../formats/frames/frame-run.ts';
import type { Renderer } from '../../formats/renderers/renderer.ts';
import { type CallValues, callArguments, framesFor, placeholdersOf } from '../../formats/renderers/renderer-call.ts';
import { type Numbering, numberedName, type OutputFiles, outputFiles } from '../../project/sequence.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { FrameChunk } from '../../protocol/jobs.ts';
import { countFrames } from '../queue/frame-chunk.ts';
import type { CommandSpec } from '../queue/job-spec.ts';
import type { FeedingMedia } from './feeding-media.ts';

/** The calls of a renderer for one layer: everything but the frames. */
export interface LayerCalls {
  readonly renderer: Renderer;
  /** The program, found. */
  readonly program: string;
  /** The project's root, and what it says of the size of pictures. */
  readonly root: string;
  readonly resolution?: Config['resolution'];
  /** The step in which this is rendered, for what is said of faults. */
  readonly step?: string;
  readonly workingFolder: string;
  /** Beside what the renderer sets, which has the word. */
  readonly environment: Readonly<Record<string, string>>;
  readonly comp: string;
  readonly scene: string;
  readonly saver: string;
  readonly layer?: string | undefined;
  readonly camera?: string | undefined;
  /** The files to write: their folder, and their name with one frame's or none's number. Absent where nobody knows. */
  readonly output?: { readonly folder: string; readonly name: string; readonly numbering: Numbering };
  readonly media?: FeedingMedia | undefined;
  readonly threads?: number | undefined;
  readonly gpus?: number | undefined;
  /** What is said where a placeholder stands for nothing; where it is undefined, compline.yaml is to blame. */
  readonly whyMissing: (placeholder: Placeholder) => ComplineError | undefined;
}

/**
 * The call that renders a chunk. Errors: those of `whyMissing`; `config-invalid` where the arguments hold a placeholder
 * that is not known or that stands for nothing.
 */
export function renderCommand(calls: LayerCalls, chunk: FrameChunk): CommandSpec {
  const { renderer } = calls;
  for (const argument of renderer.args.flat()) {
    const [fault] = placeholderFaults(argument);
    if (fault !== undefined) throw cannotBeCalled(calls, fault.message, 'Correct compline.yaml.');
  }
  const call = callArguments(renderer, valuesOf(calls, chunk));
  if ('missing' in call) throw calls.whyMissing(call.missing) ?? standsForNothing(calls, call.missing);
  const hasPatterns = Object.keys(renderer.patterns).length > 0;
  return {
    program: calls.program,
    args: call.args,
    cwd: calls.workingFolder,
    environment: { ...calls.environment, ...renderer.environment },
    reading: { preset: renderer.preset.name, ...(hasPatterns && { patterns: copied(renderer.patterns) }) },
  };
}

function valuesOf(calls: LayerCalls, chunk: FrameChunk): CallValues {
  const { renderer, root, media, resolution, gpus = 0 } = calls;
  const printed = placeholdersOf(renderer).has('frames')
    ? framesFor(renderer, FrameList.of([frameRun(chunk.first, chunk.last, chunk.step)]))
    : undefined;
  if (printed !== undefined && 'refused' in printed) {
    throw cannotBeCalled(calls, printed.refused, 'Choose another renderer, or other arguments.');
  }
  return {
    ...optional('script', renderer.script && path.resolve(root, renderer.script)),
    ...optional('frames', printed?.text),
    ...optional('layer', calls.layer),
    ...optional('camera', calls.camera),
    ...optional('media', media?.path),
    ...optional('mediaFirst', media && String(media.numberOf(chunk.first))),
    ...optional('gpus', gpus > 0 ? Array.from({ length: gpus }, (_, index) => index).join(',') : undefined),
    ...optional('width', resolution && String(resolution.width)),
    ...optional('height', resolution && String(resolution.height)),
    ...outputValues(calls, chunk),
    comp: calls.comp,
    scene: calls.scene,
    project: root,
    saver: calls.saver,
    first: String(chunk.first),
    last: String(chunk.last),
    count: String(countFrames(chunk)),
    step: String(chunk.step ?? 1),
    ...optional('threads', calls.threads === undefined ? undefined : String(calls.threads)),
  };
}

/** Digits of a number where the name says nothing, as `outputFiles` has it. */
const STANDARD_WIDTH = 4;

function outputValues({ output, renderer }: LayerCalls, chunk: FrameChunk): CallValues {
  if (output === undefined) return {};
  const { folder, name, numbering } = output;
  const files = outputFiles(name, numbering);
  const { lead, digits, extension } = numberedName(name);
  const width = digits === '' ? STANDARD_WIDTH : digits.length;
  return {
    ...optional('format', renderer.preset.formats?.[extension.slice(1).toLowerCase()]),
    outputFirst: String(chunk.first + numbering.offset),
    output: outputPath(folder, files),
    outputFolder: folder,
    outputName: files.base,
    outputBase: path.join(folder, lead),
    hashes: files.isMovie ? '' : '#'.repeat(width),
    padding: String(width),
    extension: extension.slice(1),
  };
}

/** A per cent sign in a folder's name is doubled where the path is in printf form. */
function outputPath(folder: string, files: OutputFiles): string {
  return path.join(files.isMovie ? folder : folder.replaceAll('%', '%%'), files.printf);
}

function optional(name: Placeholder, value: string | undefined): CallValues {
  return value === undefined || value === '' ? {} : { [name]: value };
}

function copied(patterns: Renderer['patterns']): Record<string, string[]> {
  return Object.fromEntries(Object.entries(patterns).map(([tells, list]) => [tells, [...list]]));
}

function standsForNothing(calls: LayerCalls, placeholder: Placeholder): ComplineError {
  const nextStep = NEXT_STEPS[placeholder]?.(calls.step ?? '<step>', calls.renderer.name) ?? 'Correct compline.yaml.';
  return cannotBeCalled(calls, `{${placeholder}} stands for nothing.`, nextStep);
}

/** How somebody gives a placeholder something to stand for. */
const NEXT_STEPS: { readonly [Name in Placeholder]?: (step: string, renderer: string) => string } = {
  layer: (step) => `Set steps.${step}.layer in compline.yaml.`,
  camera: (step) => `Set steps.${step}.camera in compline.yaml.`,
  script: (_, renderer) => `Set renderers.${renderer}.script in compline.yaml.`,
  threads: (_, renderer) => `Set renderers.${renderer}.threads in compline.yaml.`,
  gpus: (_, renderer) => `Set renderers.${renderer}.gpus in compline.yaml.`,
  width: () => 'Set resolution in compline.yaml.',
  height: () => 'Set resolution in compline.yaml.',
  format: () => 'Write the name of the format itself into args in compline.yaml.',
};

function cannotBeCalled({ renderer, root }: LayerCalls, why: string, nextStep: string): ComplineError {
  const message = `The renderer ${renderer.name} cannot be called: ${why}`;
  return new ComplineError({ code: 'config-invalid', message, nextStep, path: root });
}
