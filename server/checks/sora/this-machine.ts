import type { SoraHost } from './checked-project.ts';

/** The clock of this machine, in UTC, and the ids that it makes. */
export const thisMachine: SoraHost = {
  today: () => new Date().toISOString().slice(0, 10),
  newId: () => globalThis.crypto?.randomUUID(),
};
