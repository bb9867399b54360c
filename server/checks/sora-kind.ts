import { parseProject } from '../formats/sora/parse-project.ts';
import { soraFindings, soraFindingsInPlace } from './check-sora.ts';
import type { FileKind } from './file-kind.ts';
import type { SoraHost } from './sora/checked-project.ts';
import { SheetReader } from './sora/sheet-reader.ts';

/** Sora Studio's projects, on the day and with the ids of a host. */
export function createSoraKind(host: SoraHost): FileKind {
  return {
    languageId: 'sora-project',
    matches: (fileName) => /\.sorastudio$/i.test(fileName),
    read(text) {
      const checked = { project: parseProject(text), host, sheets: new SheetReader() };
      return {
        findings: (overrides) => soraFindings(checked, overrides),
        inPlace: (place, overrides) => soraFindingsInPlace(checked, place, overrides),
      };
    },
  };
}
