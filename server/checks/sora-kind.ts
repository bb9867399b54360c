import { isSoraName } from '../formats/sora/project-name.ts';
import type { FileKind } from './file-kind.ts';
import type { SoraHost } from './sora/checked-project.ts';

/** Sora Studio's projects, on the day and with the ids of a host. */
export function createSoraKind(host: SoraHost): FileKind {
  return {
    languageId: 'sora-project',
    matches: isSoraName,
    read: async (text) => (await import('./read-sora.ts')).readSora(text, host),
  };
}
