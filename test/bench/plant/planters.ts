import { connectionFaults } from './connections.ts';
import { kindFaults } from './kinds.ts';
import type { Faults } from './planter.ts';
import { saverFaults } from './savers.ts';
import { syntaxFaults } from './syntax.ts';
import { tableFaults } from './tables.ts';

/** What every check has to find, by code and by what the fault is. */
export const PLANTERS: Readonly<Record<string, Faults>> = {
  'comp-syntax': syntaxFaults,
  ...connectionFaults,
  ...saverFaults,
  ...tableFaults,
  ...kindFaults,
};
