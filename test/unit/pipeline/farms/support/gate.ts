import type { FarmRig } from './farm-rig.ts';

/** Requests that wait until the test lets them go on. */
export class Gate {
  readonly waiting: { readonly request: string; readonly open: () => void }[] = [];

  /** For `FakeFarm.delay`. */
  hold = (request: string): Promise<void> =>
    new Promise((resolve) => this.waiting.push({ request, open: () => resolve() }));

  /** Lets the only request go on that waits, and answers which one that was. */
  async next(rig: FarmRig): Promise<string> {
    await rig.until('a request', () => this.waiting.length > 0);
    const first = this.waiting.shift();
    first?.open();
    return first?.request ?? '';
  }
}
