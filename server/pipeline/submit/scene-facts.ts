import type { Roots } from '../../project/roots.ts';
import type { Span } from '../../project/sequence.ts';
import type { FeedingMedia } from '../publish/feeding-media.ts';
import { compScene } from './comp-scene.ts';
import { mayaScene } from './maya-scene.ts';

/** What a scene says of a layer of it. What it does not say, or nobody can read, is absent. */
export interface SceneFacts {
  /** The frames that it renders by itself. */
  readonly frames?: Span;
  /** The files that it writes, one frame's or none's number in the name; absolute. */
  readonly output?: string;
  readonly media?: FeedingMedia;
  /** A scene in which this layer alone is rendered, for renderers that render all that a scene holds. */
  readonly alone?: LayerScene;
}

/** The scene of one layer alone. `output` are the files that it writes, as in `SceneFacts`; its own where it is absent. */
export interface LayerScene {
  /** False where the scene itself renders just this layer into these files. */
  isNeeded(output: string | undefined): boolean;
  /** Error `invalid-parameters` where the layer cannot be rendered alone. */
  make(output: string | undefined): Uint8Array;
}

/** Reads the layers of a scene. Error `saver-missing` and the like for a layer that the scene does not have. */
export type SceneReader = (layer: string) => SceneFacts;

/** Opens a scene; undefined where it is of a kind that this reader does not know. */
export type SceneKind = (scene: string, roots: Roots) => Promise<SceneReader | undefined>;

/** The kinds of scenes that can be read, one line each. */
const kinds: readonly SceneKind[] = [compScene, mayaScene];

/** The reader of a scene; one that knows nothing where its kind cannot be read. */
export async function openScene(scene: string, roots: Roots): Promise<SceneReader> {
  for (const kind of kinds) {
    const reader = await kind(scene, roots);
    if (reader !== undefined) return reader;
  }
  return () => ({});
}
