import type { Publish, PublishedVersion } from '../../server/protocol/publishes.ts';
import type { Scene } from '../../server/protocol/scenes.ts';

/** The versions of one step, newest first. */
export interface Step {
  readonly name: string;
  readonly folder: string;
  readonly versions: readonly PublishedVersion[];
}

/** True for a publish that has not ended. */
export function isAtWork({ phase }: Publish): boolean {
  return phase !== 'completed' && phase !== 'failed' && phase !== 'cancelled';
}

/** The publishes, the published versions and the comps that are known. */
export class PublishModel {
  readonly #publishes = new Map<string, Publish>();
  readonly #versions = new Map<string, readonly PublishedVersion[]>();
  readonly #scenes = new Map<string, readonly Scene[]>();

  /** The last publish of each comp where it is at work or has failed, the latest first. */
  get current(): readonly Publish[] {
    const last = new Map<string, Publish>();
    for (const publish of this.#publishes.values()) {
      const key = `${publish.kind}\n${publish.comp}`;
      const other = last.get(key);
      if (isAtWork(publish) || other === undefined || (!isAtWork(other) && publish.startedAt > other.startedAt)) {
        last.set(key, publish);
      }
    }
    return [...last.values()]
      .filter((it) => isAtWork(it) || it.phase === 'failed')
      .sort((a, b) => b.startedAt - a.startedAt);
  }

  /** Every step that has a version, by name. */
  get steps(): readonly Step[] {
    const byFolder = Map.groupBy([...this.#versions.values()].flat(), (it) => it.stepFolder);
    return [...byFolder]
      .map(([folder, versions]) => ({
        name: versions[0]?.step ?? folder,
        folder,
        versions: versions.toSorted((a, b) => b.number - a.number),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The version in a folder. */
  version(folder: string): PublishedVersion | undefined {
    return [...this.#versions.values()].flat().find((it) => it.folder === folder);
  }

  /** Every comp that is known. */
  get scenes(): readonly Scene[] {
    return [...this.#scenes.values()].flat();
  }

  /** The comps by the root of their project. */
  get projects(): ReadonlyMap<string, readonly Scene[]> {
    return this.#scenes;
  }

  /** Every publish that is known, the latest first. */
  get publishes(): readonly Publish[] {
    return [...this.#publishes.values()].sort((a, b) => b.startedAt - a.startedAt);
  }

  publish(id: string): Publish | undefined {
    return this.#publishes.get(id);
  }

  /** Takes up a publish that is new or has changed; false if what is known is as new. */
  apply(publish: Publish): boolean {
    if (publish.revision <= (this.#publishes.get(publish.id)?.revision ?? -1)) return false;
    this.#publishes.set(publish.id, publish);
    return true;
  }

  /** The publishes are these and no others. */
  replacePublishes(publishes: readonly Publish[]): void {
    const listed = new Set(publishes.map((it) => it.id));
    for (const id of [...this.#publishes.keys()].filter((it) => !listed.has(it))) this.#publishes.delete(id);
    for (const publish of publishes) this.apply(publish);
  }

  /** The versions on disk, by the root of their project; other projects are forgotten. */
  replaceVersions(versions: ReadonlyMap<string, readonly PublishedVersion[]>): void {
    this.#versions.clear();
    for (const [project, list] of versions) this.#versions.set(project, list);
    for (const project of [...this.#scenes.keys()].filter((it) => !versions.has(it))) this.#scenes.delete(project);
  }

  /** The comps of one project. */
  setScenes(project: string, scenes: readonly Scene[]): void {
    this.#scenes.set(project, scenes);
  }
}
