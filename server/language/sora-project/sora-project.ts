import type { SoraHost } from '../../checks/sora/checked-project.ts';
import { isSoraName } from '../../formats/sora/project-name.ts';
import type { LanguageSupport } from '../language-support.ts';

/** Sora Studio's projects, on the day and with the ids of a host. What reads them is loaded when the first one opens. */
export function createSoraProject(host: SoraHost): LanguageSupport {
  return {
    languageId: 'sora-project',
    matches: isSoraName,
    recognizes: (uri) => isSoraName(uri.slice(uri.lastIndexOf('/') + 1)),
    createReader: async () => {
      const { SoraReader } = await import('./sora-reader.ts');
      return new SoraReader(host);
    },
    triggers: ['{'],
    facts: async (text) => (await import('./sora-reader.ts')).factsOf(text),
    writeText: (text) => JSON.stringify(text),
  };
}
