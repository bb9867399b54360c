import type { RenderScene } from '../../server/protocol/render-scene.ts';
import type { RememberedForm } from './form-memory.ts';
import { emptyValues, type FormValues } from './form-values.ts';

/** What stands in the form when a scene is opened: what was remembered, as far as the scene and its project still have it. */
export function startValues(scene: RenderScene, remembered: RememberedForm): FormValues {
  const values = { ...emptyValues, ...remembered.project, ...remembered.scene, scene: scene.scene };
  const names = new Set(scene.layers.map(({ name }) => name));
  const ticked = values.layers.filter((it) => names.has(it));
  const enabled = scene.layers.filter((it) => it.enabled).map(({ name }) => name);
  const isThere = scene.renderers.some(({ name, problem }) => name === values.renderer && problem === undefined);
  const usable = scene.renderers.find(({ problem }) => problem === undefined)?.name;
  return {
    ...values,
    layers: ticked.length > 0 ? ticked : enabled,
    renderer: isThere ? values.renderer : (scene.renderer ?? usable ?? ''),
    // The job that was waited for the last time is seldom the one to wait for now.
    after: '',
  };
}
