import path from 'node:path';
import type { Placeholder } from '../../formats/config/placeholders.ts';
import { OWN_NUMBERS, outputFiles } from '../../project/sequence.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { FrameChunk } from '../../protocol/jobs.ts';
import { type LayerCalls, renderCommand } from '../publish/render-command.ts';
import { framesOf } from '../queue/frame-chunk.ts';
import type { TaskSpec } from '../queue/job-spec.ts';

/** A layer of a scene, and what renders it. */
export interface LayerToRender extends Omit<LayerCalls, 'comp' | 'saver' | 'layer' | 'output' | 'whyMissing'> {
  /** What the scene calls it. */
  readonly layer: string;
  /** The files to write, one frame's or none's number in the name; absolute. Absent where nobody knows. */
  readonly output?: string | undefined;
}

/**
 * The tasks that render chunks of a layer. Errors: those of `renderCommand`; `invalid-parameters` where the renderer
 * wants to know what nobody has said.
 */
export function layerTasks(layer: LayerToRender, chunks: readonly FrameChunk[]): TaskSpec[] {
  const { output, ...given } = layer;
  const folder = path.dirname(output ?? '');
  const name = path.basename(output ?? '');
  const files = output === undefined ? undefined : outputFiles(name);
  if (files?.isMovie === true && chunks.length > 1) {
    throw wrong(`${name} is one file: its frames have to follow each other.`);
  }
  const calls: LayerCalls = {
    ...given,
    comp: layer.scene,
    saver: layer.layer,
    ...(output !== undefined && { output: { folder, name, numbering: OWN_NUMBERS } }),
    whyMissing: (placeholder) => whyMissing(layer, placeholder),
  };
  return chunks.map((frames) => ({
    frames,
    command: renderCommand(calls, frames),
    outputs:
      files === undefined
        ? []
        : (files.isMovie ? [files.nameOf(0)] : framesOf(frames).map(files.nameOf)).map((file) =>
            path.join(folder, file),
          ),
  }));
}

/** What stands for something only where it is known which files are written. */
const OF_OUTPUT: ReadonlySet<Placeholder> = new Set<Placeholder>([
  'output',
  'outputFolder',
  'outputName',
  'outputBase',
  'outputFirst',
  'hashes',
  'padding',
  'extension',
]);

function whyMissing({ renderer, layer, output }: LayerToRender, placeholder: Placeholder): ComplineError | undefined {
  if (placeholder === 'media' || placeholder === 'mediaFirst') {
    return wrong(`The renderer ${renderer.name} reads media, and no Loader with a usable path feeds ${layer}.`);
  }
  if (OF_OUTPUT.has(placeholder) || (placeholder === 'format' && output === undefined)) {
    return wrong(`The renderer ${renderer.name} has to be told where ${layer} is written.`);
  }
  return undefined;
}

const wrong = (message: string): ComplineError =>
  new ComplineError({
    code: 'invalid-parameters',
    message,
    nextStep: 'Name the files to write (output), or another renderer.',
  });
