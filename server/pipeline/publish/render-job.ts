import path from 'node:path';
import { rootsHere } from '../../project/roots-here.ts';
import { outputFiles, type Span } from '../../project/sequence.ts';
import type { JobSpec, TaskSpec } from '../queue/job-spec.ts';
import type { Collected } from './collect.ts';
import { feedingMedia } from './feeding-media.ts';
import { renderCommand } from './render-command.ts';

/** Where a publish renders. */
export interface RenderPlace {
  /** The program, found. */
  readonly program: string;
  /** The temporary comp. */
  readonly comp: string;
  /** The folder that the frames are written into. */
  readonly outputs: string;
  readonly owner: string;
  /** Threads that one call may use, where the renderer does not say. */
  readonly threads: number;
}

/** The job that renders a publish: chunks of the step's size, one for a movie. Errors: those of `renderCommand`. */
export function renderJob(collected: Collected, place: RenderPlace): JobSpec {
  const { renderer, stepConfig, frames, options } = collected;
  const files = outputFiles(collected.outputName, collected.numbering);
  const roots = rootsHere(collected.config.roots);
  const media = feedingMedia(collected.comp, collected.saver, path.dirname(collected.path), roots);
  const size = renderer.calls === 'single' ? 1 : stepConfig.chunkSize;
  const tasks = (files.isMovie ? [frames] : chunksOf(frames, size)).map(
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
        progress: [],
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
