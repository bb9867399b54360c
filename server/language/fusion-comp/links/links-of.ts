import type { Comp } from '../../../formats/comp/model.ts';
import { pathMaps } from '../../../formats/comp/path-maps.ts';
import type { CompPlace } from '../../../project/comp-place.ts';
import type { FileLink } from '../../answers/document-links.ts';
import type { Pausing } from '../../pausing.ts';
import type { CompFiles } from '../comp-files.ts';

/** The names of files in a comp as links. A name of which nobody here knows what it stands for is none. */
export function* linksOf(comp: Comp, files: CompFiles, place: CompPlace): Pausing<FileLink> {
  const maps = pathMaps(comp);
  for (const file of files.of(comp)) {
    const path = file && place.resolve(file.name, maps);
    yield file && path !== undefined ? { range: file.range, path } : undefined;
  }
}
