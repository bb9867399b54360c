import type { YamlPath } from './yaml-node.ts';
import type { YamlText } from './yaml-text.ts';

/** What a value is to be, in the words that messages use. */
export type ValueShape =
  | 'keys and values'
  | 'a list'
  | 'text'
  | 'a number'
  | 'a whole number'
  | 'true or false'
  | 'nothing';

/** One of the values that may stand in a place. */
export interface ValueChoice {
  readonly value: string | number | boolean | null;
  /** What people call it. */
  readonly name?: string;
  readonly description?: string;
}

/** What is known of the value in a place. */
export interface ValueGuide {
  /** What it may be; empty where anything is right. */
  readonly shapes: readonly ValueShape[];
  readonly description?: string;
  /** What counts where it is left out. */
  readonly standard?: unknown;
  /** All that may stand here, or what is usual where `isOpen`; empty where there is no list. */
  readonly choices: readonly ValueChoice[];
  /** Other keys, or other choices, are right as well. */
  readonly isOpen: boolean;
  /** The keys that a map here is known to have, in the order in which they are best written. */
  keys(): readonly KeyGuide[];
}

/** What is known of a key. */
export interface KeyGuide {
  readonly name: string;
  readonly isRequired: boolean;
  /** A few words that are shown beside the name. */
  readonly detail?: string;
  readonly value: ValueGuide;
}

/** Tells what belongs into a document of one language: completion, hover, outline and documentation go by it. */
export interface YamlGuide {
  /** What is known of the value at a path; absent where nothing is known. */
  valueAt(yaml: YamlText, path: YamlPath): ValueGuide | undefined;
}

/** The guide to the value of a key. */
export function keyOf(value: ValueGuide | undefined, name: string): KeyGuide | undefined {
  return value?.keys().find((key) => key.name === name);
}
