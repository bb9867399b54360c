import type { PublishedVersion } from '../../server/protocol/publishes.ts';
import type { Scene } from '../../server/protocol/scenes.ts';
import { formatVersion } from '../views/format.ts';
import { countsOf, loaderState, wantsAttention } from './scene-facts.ts';

/** Which comps are shown: those in which every word of a text occurs, and of these, where it is asked for, those that want a look. */
export class CompFilter {
  readonly text: string;
  readonly needsAttention: boolean;
  readonly #words: readonly string[];

  constructor(text: string, needsAttention: boolean) {
    this.text = text.trim();
    this.needsAttention = needsAttention;
    this.#words = this.text
      .toLowerCase()
      .split(/\s+/)
      .filter((it) => it !== '');
  }

  /** True where nothing is left out. */
  get isOpen(): boolean {
    return this.#words.length === 0 && !this.needsAttention;
  }

  /**
   * True where a comp is shown, or a step that has none: by its path, its newest version, the Loaders that want a look
   * and what is wrong.
   */
  fits(scene: Scene | undefined, versions: readonly PublishedVersion[]): boolean {
    if (this.isOpen) return true;
    if (this.needsAttention && (scene === undefined || !wantsAttention(countsOf(scene)))) return false;
    if (this.#words.length === 0) return true;
    const [newest] = versions;
    const loaders = scene?.loaders.filter((it) => loaderState(it) !== 'current') ?? [];
    const findings = [...(scene?.findings ?? []), ...loaders.flatMap((it) => it.findings)];
    const told = [
      ...[scene?.comp, newest?.stepFolder, newest?.state, newest?.comment, newest?.by],
      newest === undefined ? '' : formatVersion(newest.number),
      ...loaders.flatMap((it) => [it.tool, it.file, loaderState(it)]),
      ...findings.flatMap((it) => [it.code, it.message]),
    ];
    const text = told.join('\n').toLowerCase();
    return this.#words.every((it) => text.includes(it));
  }
}
