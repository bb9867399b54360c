/** The runs of which `COMPLINE_FUZZ` says how many are made: so many in a run of the tests. */
const USUAL = 20_000;

/**
 * How often a property is tried that is usually tried `usual` times: `COMPLINE_FUZZ=1000000` makes it fifty times as
 * often, of every property.
 */
export function fuzzRuns(usual: number): number {
  return Math.ceil((usual * Number(process.env.COMPLINE_FUZZ ?? USUAL)) / USUAL);
}

/** The time that a test with such properties may take, in milliseconds. */
export const FUZZ_TIMEOUT = fuzzRuns(300_000);
