import { parseProject } from '../formats/sora/parse-project.ts';
import { soraFindings, soraFindingsInPlace } from './check-sora.ts';
import type { ReadFile } from './file-kind.ts';
import type { SoraHost } from './sora/checked-project.ts';
import { SheetReader } from './sora/sheet-reader.ts';

/** Reads the text of a `.sorastudio` project that is checked once. */
export function readSora(text: string, host: SoraHost): ReadFile {
  const checked = { project: parseProject(text), host, sheets: new SheetReader() };
  return {
    findings: (overrides) => soraFindings(checked, overrides),
    inPlace: (place, overrides) => soraFindingsInPlace(checked, place, overrides),
  };
}
