/** How a dialect writes one part of a list: `A`, `A-B` or `A-BxN`. The strings are pieces of a pattern. */
export interface RangeForm {
  /** A frame; one of {@link NUMBERS}. */
  readonly number: string;
  /** What stands between the frames of a range. */
  readonly range: string;
  /** What stands before a step; undefined where there are no steps. */
  readonly step?: string;
  /** The step itself; a frame's number where it is not given. */
  readonly by?: string;
  /** What may stand between all of them. */
  readonly blank?: string;
}

/** The texts of a part that has a dialect's form. */
export interface FormMatch {
  readonly first: string;
  readonly last: string | undefined;
  /** What stands before the step: dialects have more than one. */
  readonly mark: string | undefined;
  readonly by: string | undefined;
}

/** Matches parts of one form. */
export class FormMatcher {
  readonly #whole: RegExp;
  readonly #begin: RegExp;

  constructor({ number, range, step, by = number, blank = '' }: RangeForm) {
    const steps = step === undefined ? '' : `(?:${blank}(?<mark>${step})${blank}(?<by>${by}))?`;
    const tail = `(?:${blank}(?:${range})${blank}(?<last>${number})${steps})?`;
    this.#whole = new RegExp(`^${blank}(?<first>${number})${tail}${blank}$`, 'u');
    const beginOfSteps = step === undefined ? '' : `(?:${blank}(?:${step})${blank}(?:${by})?)?`;
    const beginOfTail = `(?:${blank}(?:${range})${blank}(?:(?:${number})${beginOfSteps})?)?`;
    this.#begin = new RegExp(`^${blank}(?:(?:${number})${beginOfTail})?`, 'u');
  }

  /** The texts of a part; undefined where it has another form. */
  match(part: string): FormMatch | undefined {
    const groups = this.#whole.exec(part)?.groups;
    if (groups?.first === undefined) return undefined;
    return { first: groups.first, last: groups.last, mark: groups.mark, by: groups.by };
  }

  /** How far a part goes on like one of this form. */
  validLength(part: string): number {
    return this.#begin.exec(part)?.[0].length ?? 0;
  }
}
