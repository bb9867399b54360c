/** What stands after a range of a step; undefined where there is no range for it. Negative steps go down. */
export type StepText = (step: number) => string | undefined;

/** `x3`, where ranges go up and down alike. */
export const byX: StepText = (step) => (Math.abs(step) === 1 ? '' : `x${Math.abs(step)}`);

/** A step after a mark, where ranges only go up. */
export function upBy(mark: string): StepText {
  return (step) => {
    if (step < 0) return undefined;
    return step === 1 ? '' : `${mark}${step}`;
  };
}

/** Nothing, where ranges only go up and have no steps. */
export const upByOne: StepText = (step) => (step === 1 ? '' : undefined);
