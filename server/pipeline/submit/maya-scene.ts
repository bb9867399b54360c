import type { MayaScene } from '../../formats/maya-ascii/maya-scene.ts';
import { readMayaScene } from '../../project/read-maya-scene.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { SceneLayer } from '../../protocol/render-scene.ts';
import { formatSpan } from './describe-frames.ts';
import type { SceneKind } from './scene-facts.ts';

/**
 * A Maya ASCII scene: its layers are its render layers, its frames those of its render settings. Error
 * `invalid-parameters` for a layer that is not in it, where nothing that it references can hold that.
 */
export const mayaScene: SceneKind = async (file) => {
  if (!file.toLowerCase().endsWith('.ma')) return undefined;
  const scene = await readMayaScene(file).catch(unknown);
  if (scene === undefined) return undefined;
  const { frames, isAnimated } = scene;
  const [first, last] = [Math.round(frames.first), Math.round(frames.last)];
  const isSpan = isAnimated && frames.step === 1 && last >= first;
  const text = isAnimated ? steppedFrames(first, last, frames.step) : undefined;
  const { layers, references, isWhole } = scene;
  return {
    layers: layers.map(
      ({ name, isRenderable }): SceneLayer => ({
        name,
        enabled: isRenderable,
        ...(text !== undefined && { frames: text }),
      }),
    ),
    isComplete: isWhole && references.length === 0 && layers.length > 0,
    ...(text !== undefined && { frames: text }),
    warnings: warningsOf(scene),
    of(layer) {
      checkLayer(scene, layer, file);
      return isSpan ? { frames: { first, last } } : {};
    },
  };
};

/** Maya leaves the last frame out where no step ends on it, and Compline's dialect does not. */
function steppedFrames(first: number, last: number, step: number): string | undefined {
  if (last < first || step < 1 || !Number.isInteger(step)) return undefined;
  const end = first + Math.floor((last - first) / step) * step;
  return step === 1 || end === first ? formatSpan({ first, last: end }) : `${formatSpan({ first, last: end })}x${step}`;
}

function warningsOf({ references, isWhole, isAnimated, frames }: MayaScene): string[] {
  return [
    ...(isWhole ? [] : ['The scene ends in the middle: it may have more layers than are found in it.']),
    ...(references.length === 0 ? [] : ['The scene references others, whose layers are not listed.']),
    ...(isAnimated ? [] : ['The scene renders a single frame: write the frames to render.']),
    ...(Number.isInteger(frames.step) ? [] : [`The scene renders every ${frames.step} frames: write whole frames.`]),
  ];
}

/** A scene that cannot be read is rendered all the same: what it says has to be said by who submits it. */
function unknown(error: unknown): undefined {
  if (error instanceof ComplineError) return undefined;
  throw error;
}

function checkLayer({ layers, references, isWhole }: MayaScene, wanted: string, file: string): void {
  if (!isWhole || references.length > 0 || layers.length === 0) return;
  if (layers.some(({ name, node }) => name === wanted || node === wanted)) return;
  throw new ComplineError({
    code: 'invalid-parameters',
    message: `The scene has no render layer ${wanted}.`,
    nextStep: `Choose one of: ${layers.map(({ name }) => name).join(', ')}.`,
    path: file,
  });
}
