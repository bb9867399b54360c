/** A state of a step, as a tracker knows it. */
export interface State {
  /** Its short name: `WIP`. */
  readonly code: string;
  /** How far the work is, in percent. */
  readonly completion: number;
  /** Every project has it. */
  readonly isMandatory: boolean;
}

/** The states of a Ramses project that nobody has changed. */
export const STANDARD_STATES: readonly State[] = [
  { code: 'NO', completion: 0, isMandatory: true },
  { code: 'STB', completion: 0, isMandatory: true },
  { code: 'TODO', completion: 0, isMandatory: true },
  { code: 'QST', completion: 20, isMandatory: false },
  { code: 'WIP', completion: 50, isMandatory: true },
  { code: 'CHK', completion: 80, isMandatory: false },
  { code: 'RDR', completion: 90, isMandatory: false },
  { code: 'CBB', completion: 95, isMandatory: false },
  { code: 'OK', completion: 100, isMandatory: true },
];

/** What a version is written with that has no state: `v` for every file, `pub` for published ones. */
const PLAIN_PREFIXES = ['v', 'pub'];

/** What the digits of a version may follow in names, in lower case: the longest first, since one may begin another. */
export type VersionPrefixes = readonly string[];

/** The prefixes of versions where a project has these states, by their short names. */
export function versionPrefixes(states: Iterable<string>): VersionPrefixes {
  const prefixes = new Set([...PLAIN_PREFIXES, ...states].map((prefix) => prefix.toLowerCase()));
  return [...prefixes].filter((prefix) => prefix !== '').sort((a, b) => b.length - a.length);
}

/** The prefixes in a project that nobody has changed. */
export const STANDARD_PREFIXES = versionPrefixes(STANDARD_STATES.map(({ code }) => code));
