import type { MayaScene } from '../../formats/maya-ascii/maya-scene.ts';
import { readMayaScene } from '../../project/read-maya-scene.ts';
import { ComplineError } from '../../protocol/errors.ts';
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
  return (layer) => {
    checkLayer(scene, layer, file);
    return isSpan ? { frames: { first, last } } : {};
  };
};

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
