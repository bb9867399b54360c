import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFacts } from '../../checks/project-facts.ts';
import { parseComp } from '../../formats/comp/parse-comp.ts';
import { decodeText } from '../../formats/text/decode.ts';
import { publishedVersions } from '../../pipeline/publish/published-versions.ts';
import { findProjectRoot, loadProject } from '../../project/load-project.ts';
import type { Places } from '../../project/places.ts';
import type { Roots } from '../../project/roots.ts';
import { rootsHere } from '../../project/roots-here.ts';
import { sequenceNumber } from '../../project/sequence.ts';
import type { UsedMedia } from '../../protocol/used-media.ts';

/** A Loader of a comp that reads what is asked about. */
export interface ReadingLoader {
  readonly comp: string;
  readonly tool: string;
  readonly isEnabled: boolean;
  /** As the comp names it. */
  readonly file: string;
}

/** A published version that was made of what is asked about. */
export interface MadeVersion {
  readonly folder: string;
  readonly step: string;
  readonly number: number;
  readonly state: string;
  readonly loader: string;
}

/**
 * Whether a file is what a path names: that file, one of the same sequence, or one below it where it is a folder, such as
 * that of a version. Nothing needs to be there any more.
 */
export function isOf(named: string): (file: string) => boolean {
  const wanted = path.resolve(named);
  const folder = path.dirname(wanted);
  const sequence = sequenceNumber(path.basename(wanted))?.printf;
  return (file) =>
    file === wanted ||
    file.startsWith(`${wanted}${path.sep}`) ||
    (sequence !== undefined &&
      path.dirname(file) === folder &&
      sequenceNumber(path.basename(file))?.printf === sequence);
}

/** The Loaders of a comp that read what is asked about. Errors: those of reading the file. */
export async function loadersReading(
  comp: string,
  isWanted: (file: string) => boolean,
  places: Places,
): Promise<readonly ReadingLoader[]> {
  const facts = projectFacts(parseComp(decodeText(await readFile(comp)).text));
  if (facts === undefined) return [];
  const place = await places.placeOf(comp);
  return facts.loaders.flatMap(({ name, isEnabled, clips }) =>
    clips.flatMap(({ file: { text } }): ReadingLoader[] => {
      const file = place.resolve(text, facts.maps);
      return file !== undefined && isWanted(path.resolve(file)) ? [{ comp, tool: name, isEnabled, file: text }] : [];
    }),
  );
}

/** The versions of the projects around some paths that were made of what is asked about, by their manifests. */
export async function versionsMadeOf(
  paths: readonly string[],
  isWanted: (file: string) => boolean,
): Promise<readonly MadeVersion[]> {
  const found = await Promise.all(paths.map((it) => findProjectRoot(path.resolve(it))));
  const versions: MadeVersion[] = [];
  for (const root of new Set(found.filter((it) => it !== undefined))) {
    const roots = rootsHere((await loadProject(root)).config?.roots);
    for (const { folder, step, number, state, uses = [] } of await publishedVersions(root)) {
      for (const used of uses) {
        const file = fileOf(used, root, roots);
        if (file !== undefined && isWanted(file)) versions.push({ folder, step, number, state, loader: used.loader });
      }
    }
  }
  return versions;
}

/** Where what a manifest names lies here; undefined below a root that is nowhere here. */
function fileOf(used: UsedMedia, root: string, roots: Roots): string | undefined {
  if (used.root === undefined) return path.resolve(root, used.path);
  const file = roots.on(roots.here, { root: used.root, rest: used.path });
  return file === undefined ? undefined : path.resolve(file);
}
