import path from 'node:path';
import { l10n } from 'vscode';
import type { PublishedVersion } from '../../server/protocol/publishes.ts';
import type { Scene, SceneLoader } from '../../server/protocol/scenes.ts';
import { ShownRows } from '../queue/shown-rows.ts';
import type { CompFilter } from '../scenes/comp-filter.ts';
import { countsOf, loaderState, sumOf } from '../scenes/scene-facts.ts';
import { compOfCurrentRow, compOfRow, compRowId, shotRowId } from '../scenes/scene-ids.ts';
import { compRow, currentLoadersRow, findingRow, loaderRow, type RowPlace } from '../scenes/scene-rows.ts';
import { countTexts } from '../scenes/scene-texts.ts';
import type { Row } from '../views/row.ts';
import type { Step } from './publish-model.ts';
import { stepRow, stepRowId, versionRow } from './publish-rows.ts';

/** A folder of steps: a shot, an asset. */
interface Shot {
  readonly folder: string;
  readonly steps: StepInShot[];
}

/** A step with the comps and versions in it. Where it holds one comp, that stands for the step. */
interface StepInShot extends Step {
  readonly comps: readonly Scene[];
}

/** Where there are so many comps, the shots are closed at first. */
const MANY_COMPS = 100;

/** What the Publish view shows of steps, comps and versions: which rows there are, and how they look. */
export class PublishTree {
  readonly #shots = new Map<string, Shot>();
  readonly #steps = new Map<string, StepInShot>();
  readonly #comps = new Map<string, { readonly scene: Scene; readonly step: StepInShot }>();
  readonly #shown: ShownRows;
  readonly #areShotsOpen: boolean;

  /** `shown` says how many rows are shown under each; it outlives the tree. */
  constructor(steps: readonly Step[], scenes: readonly Scene[], filter: CompFilter, shown = new ShownRows()) {
    this.#shown = shown;
    const scenesOf = Map.groupBy(scenes, (it) => it.stepFolder);
    const known = new Map(steps.map((it) => [it.folder, it]));
    const folders = [...new Set([...known.keys(), ...scenesOf.keys()])].sort();
    for (const folder of folders) {
      const step = known.get(folder) ?? { name: path.basename(folder), folder, versions: [] };
      const all = scenesOf.get(folder) ?? [];
      const comps = all.filter((it) => filter.fits(it, step.versions));
      if (all.length === 0 ? filter.fits(undefined, step.versions) : comps.length > 0) this.#add({ ...step, comps });
    }
    this.#areShotsOpen = scenes.length <= MANY_COMPS;
  }

  #add(step: StepInShot): void {
    const folder = path.dirname(step.folder);
    const shot = this.#shots.get(shotRowId(folder)) ?? { folder, steps: [] };
    shot.steps.push(step);
    this.#shots.set(shotRowId(folder), shot);
    this.#steps.set(stepRowId(step.folder), step);
    for (const scene of step.comps) this.#comps.set(compRowId(scene.comp), { scene, step });
  }

  /** The outermost rows. */
  get top(): readonly Row[] {
    return this.#shown.of('shots', [...this.#shots.values()], (it) => this.#shotRow(it));
  }

  /** The rows under one. */
  under(parent: string): readonly Row[] {
    return this.#shown.of(parent, this.#rowsUnder(parent), (it) => it);
  }

  /** The rows that hold others, each with what stands under it: two trees are compared by it. */
  *holders(): Generator<{ readonly row: Row; readonly holds: string }> {
    for (const shot of this.#shots.values()) {
      yield { row: this.#shotRow(shot), holds: shot.steps.map(idOf).join('\n') };
      for (const step of shot.steps) {
        if (step.comps.length !== 1) {
          yield {
            row: this.#stepOrComp(step),
            holds: JSON.stringify([step.versions, step.comps.map((it) => it.comp)]),
          };
        }
        for (const scene of step.comps) {
          yield { row: this.#compRow(scene, step), holds: JSON.stringify([scene, this.#versionsOf(step)]) };
        }
      }
    }
  }

  /** The rows on the way to a version, the outermost first; none where it is not shown. */
  wayTo(version: PublishedVersion): readonly string[] {
    const step = this.#steps.get(stepRowId(version.stepFolder));
    return step === undefined ? [] : [shotRowId(path.dirname(step.folder)), idOf(step)];
  }

  #rowsUnder(parent: string): readonly Row[] {
    const shot = this.#shots.get(parent);
    if (shot !== undefined) return shot.steps.map((it) => this.#stepOrComp(it));
    const step = this.#steps.get(parent);
    if (step !== undefined) {
      return [...step.comps.map((it) => this.#compRow(it, step)), ...step.versions.map((it) => versionRow(it, parent))];
    }
    const current = compOfCurrentRow(parent);
    const comp = current ?? compOfRow(parent);
    const place = comp === undefined ? undefined : this.#comps.get(compRowId(comp));
    if (place === undefined) return [];
    const loaders = loadersOf(place.scene);
    if (current !== undefined) return loaders.filter((it) => it.isCurrent).map((it) => it.rowUnder(parent));
    return this.#rowsOfComp(place.scene, place.step, loaders);
  }

  #rowsOfComp(scene: Scene, step: StepInShot, loaders: readonly LoaderOfScene[]): readonly Row[] {
    const parent = compRowId(scene.comp);
    const others = loaders.filter((it) => !it.isCurrent);
    const current = loaders.length - others.length;
    return [
      ...others.map((it) => it.rowUnder(parent)),
      ...(current === 0 ? [] : [currentLoadersRow(scene.comp, current, others.length)]),
      ...scene.findings.map((finding, index) => findingRow(scene.comp, finding, index)),
      ...this.#versionsOf(step).map((it) => versionRow(it, parent)),
    ];
  }

  /** Versions are a step's: they stand under its comp where there is no other. */
  #versionsOf({ comps, versions }: StepInShot): readonly PublishedVersion[] {
    return comps.length === 1 ? versions : [];
  }

  #stepOrComp(step: StepInShot): Row {
    const [scene, another] = step.comps;
    if (scene !== undefined && another === undefined) return this.#compRow(scene, step);
    return stepRow(step, placeIn(step, shotRowId(path.dirname(step.folder))));
  }

  #compRow(scene: Scene, step: StepInShot): Row {
    const isAlone = step.comps.length === 1;
    const parent = isAlone ? shotRowId(path.dirname(step.folder)) : stepRowId(step.folder);
    return compRow(scene, step.versions, placeIn(step, parent));
  }

  #shotRow({ folder, steps }: Shot): Row {
    const label = path.basename(folder);
    const comps = steps.flatMap((it) => it.comps);
    const attention = countTexts(sumOf(comps.map(countsOf)));
    const count = comps.length === 1 ? l10n.t('1 comp') : l10n.t('{0} comps', comps.length);
    const description = attention.length > 0 || comps.length === 0 ? attention.join(' · ') : count;
    return {
      id: shotRowId(folder),
      label,
      description,
      icon: { id: 'folder' },
      context: 'shot',
      spoken: [label, ...(comps.length === 0 ? [] : [count]), ...attention].join(', '),
      expansion: this.#areShotsOpen ? 'expanded' : 'collapsed',
      tooltip: [{ name: l10n.t('Folder'), value: folder }],
      path: folder,
    };
  }
}

/** The id of the row that stands for a step. */
function idOf({ comps, folder }: StepInShot): string {
  const [scene, another] = comps;
  return scene !== undefined && another === undefined ? compRowId(scene.comp) : stepRowId(folder);
}

function placeIn({ folder }: StepInShot, parent: string): RowPlace {
  return { parent, shot: path.basename(path.dirname(folder)) };
}

/** A file that a Loader reads, in its place among those of its comp. */
interface LoaderOfScene {
  readonly isCurrent: boolean;
  readonly rowUnder: (parent: string) => Row;
}

function loadersOf({ comp, loaders }: Scene): readonly LoaderOfScene[] {
  return loaders.map((loader: SceneLoader, index) => ({
    isCurrent: loaderState(loader) === 'current',
    rowUnder: (parent) => loaderRow(comp, loader, index, parent),
  }));
}
