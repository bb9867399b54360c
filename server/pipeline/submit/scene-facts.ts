import path from 'node:path';
import type { Roots } from '../../project/roots.ts';
import type { Span } from '../../project/sequence.ts';
import type { SceneLayer } from '../../protocol/render-scene.ts';
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

/** A scene that was read. */
export interface OpenedScene {
  /** Its layers, in the order of the scene; none where nobody can read them. */
  readonly layers: readonly SceneLayer[];
  /** False where it may have other layers too. */
  readonly isComplete: boolean;
  /** The frames of the scene, in Compline's dialect. */
  readonly frames?: string;
  /** What is to be known of it before it is rendered, in sentences. */
  readonly warnings: readonly string[];
  /** What it says of a layer. Error `saver-missing` and the like for one that it does not have. */
  of(layer: string): SceneFacts;
}

/** Opens a scene; undefined where it is of a kind that this reader does not know. */
export type SceneKind = (scene: string, roots: Roots) => Promise<OpenedScene | undefined>;

/** The kinds of scenes that can be read, one line each. */
const kinds: readonly SceneKind[] = [compScene, mayaScene];

/** A scene as far as it can be read; one of which nothing is known where its kind cannot be. */
export async function openScene(scene: string, roots: Roots): Promise<OpenedScene> {
  for (const kind of kinds) {
    const opened = await kind(scene, roots);
    if (opened !== undefined) return opened;
  }
  const ending = path.extname(scene);
  const warning = `No layers can be read from this ${ending === '' ? '' : `${ending} `}file: name them.`;
  return { layers: [], isComplete: false, warnings: [warning], of: () => ({}) };
}
