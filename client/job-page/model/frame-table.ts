import type { JobFrames } from '../../../server/protocol/job-frames.ts';
import { FrameLayer } from './frame-layer.ts';
import { FRAME_STATES, type FrameState } from './frame-state.ts';

/** The frames of a job, layer by layer, as they were last told. */
export class FrameTable {
  #layers: FrameLayer[] = [];

  get layers(): readonly FrameLayer[] {
    return this.#layers;
  }

  /** Takes up what was told; answers the layers that have changed, or `whole` where they are others than before. */
  apply({ whole, layers }: Pick<JobFrames, 'whole' | 'layers'>): readonly FrameLayer[] | 'whole' {
    if (!whole) {
      return layers.flatMap(({ index, tasks }) => {
        const layer = this.#layers[index];
        layer?.apply(tasks);
        return layer ?? [];
      });
    }
    this.#layers = layers.map(({ index, name, tasks }) => {
      const layer = new FrameLayer(index, name);
      layer.apply(tasks);
      return layer;
    });
    return 'whole';
  }

  /** How many frames of all layers are in each state. */
  get counts(): Readonly<Record<FrameState, number>> {
    const all = this.#layers.map((it) => it.counts);
    const sum = (state: FrameState): number => all.reduce((total, it) => total + it[state], 0);
    return Object.fromEntries(FRAME_STATES.map((it) => [it, sum(it)])) as Record<FrameState, number>;
  }
}
