import path from 'node:path';
import { isLoader, loaderClips } from '../../formats/comp/loader.ts';
import type { Comp, Tool } from '../../formats/comp/model.ts';
import { pathMaps } from '../../formats/comp/path-maps.ts';
import { resolveTool, scopeInside } from '../../formats/comp/resolve-tool.ts';
import { resolveWithRoots } from '../../project/media-path.ts';
import { PUBLISHED_FOLDER, stepName } from '../../project/names/step-folder.ts';
import type { Roots } from '../../project/roots.ts';
import { isMovieName, sequenceNumber } from '../../project/sequence.ts';

/** The media that feeds a Saver. */
export interface FeedingMedia {
  /** In printf form for a sequence; the path of a movie or a still as it is. */
  readonly path: string;
  /** The number in the media of a frame of the comp. */
  numberOf(frame: number): number;
}

/** The media of the nearest Loader upstream of a Saver; undefined where there is none, or its path means nothing here. */
export function feedingMedia(comp: Comp, saver: Tool, compFolder: string, roots: Roots): FeedingMedia | undefined {
  const [nearest] = loadersBefore(comp, saver);
  return nearest && mediaOf(nearest, comp, compFolder, roots);
}

/** Steps whose published media is a plate, as Ramses has them. */
const PLATE_STEPS = new Set(['plate', 'ingest', 'footage']);

/** The plate that feeds a Saver: the nearest Loader of what a step of plates has published, else the nearest Loader. */
export function plateMedia(comp: Comp, saver: Tool, compFolder: string, roots: Roots): FeedingMedia | undefined {
  const all = [...loadersBefore(comp, saver)].map((loader) => mediaOf(loader, comp, compFolder, roots));
  return all.find((media) => media !== undefined && isPlate(media.path)) ?? all.find((media) => media !== undefined);
}

function isPlate(file: string): boolean {
  const parts = file.split(/[/\\]/);
  const step = stepName(parts[parts.lastIndexOf(PUBLISHED_FOLDER) - 1] ?? '')?.step;
  return step !== undefined && PLATE_STEPS.has(step.toLowerCase());
}

function mediaOf(loader: Tool, comp: Comp, compFolder: string, roots: Roots): FeedingMedia | undefined {
  const clip = loaderClips(loader).find(({ file }) => file !== undefined);
  if (clip?.file === undefined) return undefined;
  const file = resolveWithRoots(clip.file.name, compFolder, pathMaps(comp), roots);
  if (file === undefined) return undefined;
  const name = path.basename(file);
  const sequence = isMovieName(name) ? undefined : sequenceNumber(name);
  const firstNumber = clip.startFrame === undefined || clip.startFrame < 0 ? (sequence?.number ?? 0) : clip.startFrame;
  const { globalStart, trimIn = 0 } = clip;
  return {
    path: sequence === undefined ? file : path.join(path.dirname(file).replaceAll('%', '%%'), sequence.printf),
    numberOf: (frame) => firstNumber + trimIn + frame - (globalStart ?? frame),
  };
}

/** Breadth first from the Saver, so that what stands nearest to it comes first. */
function* loadersBefore(comp: Comp, saver: Tool): Generator<Tool> {
  const seen = new Set<Tool>([saver]);
  for (const tool of seen) {
    if (isLoader(tool)) yield tool;
    // What comes out of a group is made by a tool inside it.
    for (const { source } of [...tool.outputs, ...tool.inputs]) {
      const feeding = source && resolveTool(comp, scopeInside(tool), source.name);
      if (feeding !== undefined) seen.add(feeding);
    }
  }
}
