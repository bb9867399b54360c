/** Wakes one who waits for something to happen. What happens while nobody waits is not lost. */
export class Alarm {
  #isDue = false;
  #wake: (() => void) | undefined;

  /** Something has happened. */
  readonly ring = (): void => {
    this.#isDue = true;
    this.#wake?.();
  };

  /** Comes back when something has happened since it last came back. */
  async next(): Promise<void> {
    if (!this.#isDue) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#wake = undefined;
    this.#isDue = false;
  }
}
