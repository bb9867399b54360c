/** A word of a closed list: the name of a field, a constructor, a flag or a value. */
export interface Word {
  readonly name: string;
  /** What it is for, in a few words. */
  readonly description: string;
  /** What stands behind it. */
  readonly kind?: WordKind;
  /** What may stand behind it, where that is a closed list as well; more may exist. */
  readonly values?: readonly string[];
}

/** What stands behind a field; `value` is anything. */
export type WordKind = 'value' | 'number' | 'string' | 'boolean' | 'table' | 'id';

/** A closed list, by name. */
export type Words = ReadonlyMap<string, Word>;

/** A closed list written as `[name, kind, description]`, or `[name, kind, description, values]`. */
export function words(
  ...rows: readonly (readonly [name: string, kind: WordKind, description: string, values?: readonly string[]])[]
): Words {
  return new Map(
    rows.map(([name, kind, description, values]) => [name, { name, kind, description, ...(values && { values }) }]),
  );
}
