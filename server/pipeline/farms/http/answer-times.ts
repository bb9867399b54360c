/** Later than this is no time that a farm means; milliseconds since 1970. */
const LAST = Date.UTC(2200, 0);

const timeOf = (milliseconds: number): number | undefined =>
  milliseconds > 0 && milliseconds < LAST ? milliseconds : undefined;

/** Seconds since 1970 as milliseconds; undefined for what is no time. */
export const timeOfSeconds = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : timeOf(seconds * 1_000);

/** A time that was written as a text, in milliseconds since 1970; undefined for what is none. The year 1 stands for none. */
export const timeOfText = (text: string): number | undefined => timeOf(Date.parse(text));
