import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fillPlaceholders, placeholderFaults, placeholdersIn } from '../../formats/config/placeholders.ts';
import { rootsHere } from '../../project/roots-here.ts';
import { type OutputFiles, outputFiles, type Span } from '../../project/sequence.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { CommandSpec, JobSpec, TaskSpec } from '../queue/job-spec.ts';
import type { Collected } from './collect.ts';
import { type FeedingMedia, feedingMedia } from './feeding-media.ts';

/** Where a publish renders. */
export interface RenderPlace {
  /** The program, found. */
  readonly program: string;
  /** The temporary comp. */
  readonly comp: string;
  /** The folder that the frames are written into. */
  readonly outputs: string;
  readonly owner: string;
}

/**
 * The job that renders a publish: chunks of the step's size, one for a movie. Errors: `config-invalid` for a
 * placeholder that is not known, `comp-has-errors` where the renderer wants media and no Loader feeds the Saver.
 */
export function renderJob(collected: Collected, place: RenderPlace): JobSpec {
  const { renderer, stepConfig, frames, options } = collected;
  const files = outputFiles(collected.outputName, collected.numbering);
  const roots = rootsHere(collected.config.roots);
  const media = feedingMedia(collected.comp, collected.saver, path.dirname(collected.path), roots);
  const tasks = (files.isMovie ? [frames] : chunksOf(frames, stepConfig.chunkSize)).map(
    (chunk): TaskSpec => ({
      frames: chunk,
      command: renderCommand(collected, place, chunk, media),
      outputs: files.namesOf(chunk).map((name) => path.join(place.outputs, name)),
    }),
  );
  return {
    name: `${collected.step.name} ${frames.first}-${frames.last}`,
    kind: options.kind,
    project: collected.root,
    comp: collected.path,
    owner: place.owner,
    layers: [
      {
        name: collected.saver.name,
        tasks,
        retries: stepConfig.retries,
        progress: renderer.progress ?? [],
        successCodes: renderer.successCodes,
        ...(renderer.timeout !== undefined && { timeout: renderer.timeout }),
      },
    ],
  };
}

/** Spans of at most `size` frames that make up a span, in their order. */
export function chunksOf(span: Span, size: number): Span[] {
  const chunks: Span[] = [];
  for (let first = span.first; first <= span.last; first += size) {
    chunks.push({ first, last: Math.min(span.last, first + size - 1) });
  }
  return chunks;
}

function renderCommand(
  { renderer, rendererName, outputName, numbering, saver, root, path: file }: Collected,
  place: RenderPlace,
  chunk: Span,
  media: FeedingMedia | undefined,
): CommandSpec {
  for (const argument of renderer.args) {
    const [fault] = placeholderFaults(argument);
    if (fault !== undefined) {
      const message = `The renderer ${rendererName} cannot be called: ${fault.message}`;
      throw new ComplineError({ code: 'config-invalid', message, nextStep: 'Correct compline.yaml.', path: root });
    }
  }
  const wantsMedia = renderer.args.flatMap(placeholdersIn).some((name) => name === 'media' || name === 'mediaFirst');
  if (wantsMedia && media === undefined) {
    throw new ComplineError({
      code: 'comp-has-errors',
      message: `The renderer ${rendererName} reads the media of the comp, but no Loader with a usable path feeds ${saver.name}.`,
      nextStep: 'Connect a Loader to the Saver, or choose another renderer.',
      path: file,
    });
  }
  const values = {
    comp: place.comp,
    saver: saver.name,
    first: String(chunk.first),
    last: String(chunk.last),
    count: String(chunk.last - chunk.first + 1),
    outputFirst: String(chunk.first + numbering.offset),
    output: outputPath(place.outputs, outputFiles(outputName, numbering)),
    media: media?.path ?? '',
    mediaFirst: String(media?.numberOf(chunk.first) ?? ''),
    threads: String(availableParallelism()),
  };
  return {
    program: place.program,
    args: renderer.args.map((argument) => fillPlaceholders(argument, values)),
    cwd: root,
    environment: { ...renderer.environment },
  };
}

/** A per cent sign in a folder's name is doubled where the path is in printf form. */
function outputPath(folder: string, files: OutputFiles): string {
  return path.join(files.isMovie ? folder : folder.replaceAll('%', '%%'), files.printf);
}
