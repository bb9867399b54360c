import path from 'node:path';
import { fillPlaceholders, placeholderFaults, placeholdersIn } from '../../formats/config/placeholders.ts';
import type { RendererConfig } from '../../formats/config/schema.ts';
import { type OutputFiles, outputFiles } from '../../project/sequence.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { FrameSpan } from '../../protocol/jobs.ts';
import type { FeedingMedia } from '../publish/feeding-media.ts';
import type { TaskSpec } from '../queue/job-spec.ts';

/** A layer of a scene, and what renders it. */
export interface LayerToRender {
  readonly scene: string;
  readonly layer: string;
  readonly rendererName: string;
  readonly renderer: RendererConfig;
  /** The program, found. */
  readonly program: string;
  /** The files to write, one frame's or none's number in the name; absolute. Absent where nobody knows. */
  readonly output?: string;
  readonly media?: FeedingMedia;
  readonly threads: number;
  readonly workingFolder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The tasks that render chunks of a layer; the argument list is the renderer's, its placeholders filled. Errors:
 * `config-invalid` for a placeholder that is not known, `invalid-parameters` where the renderer wants to know what nobody
 * has said.
 */
export function layerTasks(layer: LayerToRender, chunks: readonly FrameSpan[]): TaskSpec[] {
  checkArguments(layer);
  const files = layer.output === undefined ? undefined : outputFiles(path.basename(layer.output));
  const folder = path.dirname(layer.output ?? '');
  const [whole] = chunks;
  if (files?.isMovie === true && chunks.length > 1 && whole !== undefined) {
    throw wrong(`${path.basename(layer.output ?? '')} is one file: its frames have to follow each other.`);
  }
  return chunks.map((frames) => ({
    frames,
    command: {
      program: layer.program,
      args: layer.renderer.args.map((argument) => fillPlaceholders(argument, valuesOf(layer, frames, folder, files))),
      cwd: layer.workingFolder,
      environment: { ...layer.environment, ...layer.renderer.environment },
    },
    outputs: files === undefined ? [] : files.namesOf(frames).map((name) => path.join(folder, name)),
  }));
}

function valuesOf(layer: LayerToRender, { first, last }: FrameSpan, folder: string, files: OutputFiles | undefined) {
  const inFolder = files?.isMovie === true ? folder : folder.replaceAll('%', '%%');
  return {
    comp: layer.scene,
    saver: layer.layer,
    first: String(first),
    last: String(last),
    count: String(last - first + 1),
    output: files === undefined ? '' : path.join(inFolder, files.printf),
    outputFirst: String(first),
    media: layer.media?.path ?? '',
    mediaFirst: String(layer.media?.numberOf(first) ?? ''),
    threads: String(layer.threads),
  };
}

function checkArguments({ renderer, rendererName, output, media, layer }: LayerToRender): void {
  const [fault] = renderer.args.flatMap(placeholderFaults);
  if (fault !== undefined) {
    const message = `The renderer ${rendererName} cannot be called: ${fault.message}`;
    throw new ComplineError({ code: 'config-invalid', message, nextStep: 'Correct compline.yaml.' });
  }
  const wanted = new Set(renderer.args.flatMap(placeholdersIn));
  if (output === undefined && wanted.has('output')) {
    throw wrong(`The renderer ${rendererName} has to be told where ${layer} is written.`);
  }
  if (media === undefined && (wanted.has('media') || wanted.has('mediaFirst'))) {
    throw wrong(`The renderer ${rendererName} reads media, and no Loader with a usable path feeds ${layer}.`);
  }
}

const wrong = (message: string): ComplineError =>
  new ComplineError({
    code: 'invalid-parameters',
    message,
    nextStep: 'Name the files to write (output), or another renderer.',
  });
