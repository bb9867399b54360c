import { framesInJson } from '../formats/frame-texts/frames-in-json.ts';
import { parseProject } from '../formats/sora/parse-project.ts';
import { soraFindings, soraFindingsInPlace } from './check-sora.ts';
import type { ReadFile } from './file-kind.ts';
import { withFrameFindings } from './frames/frame-findings.ts';
import type { SoraHost } from './sora/checked-project.ts';
import { SheetReader } from './sora/sheet-reader.ts';

/** Reads the text of a `.sorastudio` project that is checked once. */
export function readSora(text: string, host: SoraHost): ReadFile {
  const project = parseProject(text);
  const checked = { project, host, sheets: new SheetReader() };
  const file: ReadFile = {
    findings: (overrides) => soraFindings(checked, overrides),
    inPlace: (place, overrides) => soraFindingsInPlace(checked, place, overrides),
  };
  return withFrameFindings(file, framesInJson(text, project.tree.root));
}
