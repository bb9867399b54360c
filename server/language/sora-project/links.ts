import { NO_MAPS, sheetsOf } from '../../checks/sora/sheet-reader.ts';
import { contentRange, type JsonNode, listIn } from '../../formats/json/json-tree.ts';
import { placeholderNames } from '../../formats/sora/expand-shots.ts';
import type { SoraProject } from '../../formats/sora/project.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { FileLink } from '../answers/document-links.ts';
import type { Pausing } from '../pausing.ts';

/** The names of pictures, videos and tables as links. A name that is another platform's path is none. */
export function* linksOf(project: SoraProject, place: CompPlace): Pausing<FileLink> {
  for (const { part, compline } of project.shots) {
    const nodes = [
      ...listIn(part, 'ref_images'),
      part.byName.get('output_path')?.value,
      compline?.byName.get('csv')?.value,
    ];
    for (const node of nodes) {
      const link = linkOf(project.text, node, place);
      if (link !== undefined) yield link;
    }
    yield undefined;
  }
  yield* sheetLinks(project, place);
}

function linkOf(text: string, node: JsonNode | undefined, place: CompPlace): FileLink | undefined {
  const written: unknown = node?.value;
  if (node === undefined || typeof written !== 'string' || written.trim() === '') return undefined;
  const path = place.resolve(written, NO_MAPS);
  return path === undefined ? undefined : { range: contentRange(text, node), path };
}

/** The table beside the project is named nowhere: the key of its shots leads to it. */
function* sheetLinks(project: SoraProject, place: CompPlace): Pausing<FileLink> {
  const key = project.root?.byName.get('shots')?.key;
  if (key === undefined) return;
  for (const { sheet, shots } of sheetsOf(project, place)) {
    const isFilled = sheet.mention === undefined && shots.some((shot) => placeholderNames(shot).length > 0);
    if (isFilled && sheet.path !== undefined) yield { range: contentRange(project.text, key), path: sheet.path };
  }
}
