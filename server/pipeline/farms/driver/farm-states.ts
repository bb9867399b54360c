import { oneLine } from '../words/one-line.ts';
import type { TaskStanding } from './farm-driver.ts';

/** So much of a word that nobody knows is told, in characters. */
const MOST_WORD = 60;

/** How a chunk stands. */
export interface Standing {
  readonly standing: TaskStanding;
  /** Why, for people. */
  readonly reason?: string;
}

/** What a table says of a word of a farm; undefined where it does not know it. */
export function lookUp<Table extends object>(table: Table, word: string | number): Table[keyof Table] | undefined {
  return Object.hasOwn(table, word) ? table[word as keyof Table] : undefined;
}

/**
 * How a chunk stands whose state is not known: a newer farm has a word for something that this driver was not told of.
 * It is not taken for an end. On a machine it is one that runs, so that its attempt is not given up.
 */
export function unknownStanding(farm: string, word: string | number, isOnMachine: boolean): Standing {
  return {
    standing: isOnMachine ? 'running' : 'waiting',
    reason: `${farm} calls its state ${oneLine(String(word), MOST_WORD) || 'nothing'}, which Compline does not know.`,
  };
}
