import type { SoraHost } from '../../checks/sora/checked-project.ts';
import { detectProject } from '../../formats/sora/parse-project.ts';
import type { LanguageSupport } from '../language-support.ts';
import { factsOf } from './file-facts.ts';

/** Sora Studio's projects, on the day and with the ids of a host. What reads them is loaded when the first one opens. */
export function createSoraProject(host: SoraHost): LanguageSupport {
  return {
    languageId: 'sora-project',
    recognizes: (uri, text) => /\.sorastudio$/i.test(uri) || (/\.json$/i.test(uri) && detectProject(text)),
    createReader: async () => {
      const { SoraReader } = await import('./sora-reader.ts');
      return new SoraReader(host);
    },
    triggers: ['{'],
    facts: factsOf,
    writeText: (text) => JSON.stringify(text),
  };
}
