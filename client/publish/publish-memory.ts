import type * as vscode from 'vscode';
import * as z from 'zod';
import type { FarmWish } from '../farms/choose-farm.ts';
import type { PublishAnswers } from './ask-publish.ts';

/** Where the window remembers what was said of each comp. */
const ANSWERS = 'compline.publish.answers';

/** Where the window remembers which farm each project was published on. */
const FARMS = 'compline.publish.farms';

/** So many comps are remembered. */
const MOST_COMPS = 200;

const farms = z.record(z.string(), z.object({ farm: z.string(), pool: z.string().optional() }));

const remembered = z.array(z.object({ comp: z.string(), state: z.string(), comment: z.string() }));

/** What was last said of the versions of each comp, so that it need not be said again. */
export class PublishMemory {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** What was last said of a comp; of a comp that is new, the state that was last said of any. */
  of(comp: string): PublishAnswers {
    const all = this.#all();
    const own = all.find((it) => it.comp === comp);
    return { state: (own ?? all[0])?.state ?? 'WIP', comment: own?.comment ?? '' };
  }

  async keep(comp: string, { state, comment }: PublishAnswers): Promise<void> {
    const others = this.#all().filter((it) => it.comp !== comp);
    await this.#memento.update(ANSWERS, [{ comp, state, comment }, ...others].slice(0, MOST_COMPS));
  }

  /** The farm that a project was published on the last time that somebody chose one. */
  farmOf(project: string): Partial<FarmWish> {
    return this.#farms()[project] ?? {};
  }

  async keepFarm(project: string, { farm, pool }: FarmWish): Promise<void> {
    const wish = { farm, ...(pool !== undefined && { pool }) };
    await this.#memento.update(FARMS, { ...this.#farms(), [project]: wish });
  }

  #farms(): z.output<typeof farms> {
    return farms.safeParse(this.#memento.get(FARMS)).data ?? {};
  }

  // Another version may have kept something else.
  #all(): z.output<typeof remembered> {
    return remembered.safeParse(this.#memento.get(ANSWERS)).data ?? [];
  }
}
