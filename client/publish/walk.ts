/** A step of a walk goes on, or back to the one before. */
export type WalkMove = 'on' | 'back';

/** One question of a walk: it asks, keeps the answer, and says where to go. Throws `Dismissed` where the user calls it off. */
export type WalkStep = (at: WalkPlace) => Promise<WalkMove>;

/** Where in a walk a question stands. */
export interface WalkPlace {
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
}

/** Asks questions one after the other, and goes back where the user wants to. Ends after the last one. */
export async function walk(steps: readonly WalkStep[]): Promise<void> {
  for (let at = 0; at < steps.length; ) {
    const move = await steps[at]?.({ step: at + 1, totalSteps: steps.length });
    at = move === 'back' ? Math.max(0, at - 1) : at + 1;
  }
}
