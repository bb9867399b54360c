import { folderOf, isAbsoluteName, mapOf } from '../formats/comp/folder-names.ts';
import type { CompPlace } from '../project/comp-place.ts';
import type { Finding, SeverityOverrides } from './check.ts';
import type { IsCancelled } from './document-check.ts';
import { reported, severityOf } from './finding.ts';
import type { ClipOnDisk, CompInPlace, ProjectCheck } from './project-check.ts';
import { PROJECT_CHECKS } from './project-checks.ts';
import type { ProjectFacts } from './project-facts.ts';

/**
 * Everything that is wrong with a comp where it lies, in no order. A severity in `overrides` holds for all findings of
 * its code; `off` leaves the check out. The work ends early, with what it has found, once `isCancelled` is true.
 */
export async function checkInPlace(
  facts: ProjectFacts,
  place: CompPlace,
  overrides: SeverityOverrides = {},
  isCancelled: IsCancelled = () => false,
  checks: readonly ProjectCheck[] = PROJECT_CHECKS,
): Promise<readonly Finding[]> {
  let known: Promise<readonly ClipOnDisk[]> | undefined;
  const comp: CompInPlace = {
    facts,
    place,
    clips: () => {
      known ??= clipsOnDisk(facts, place);
      return known;
    },
  };
  const findings: Finding[] = [];
  for (const check of checks) {
    if (severityOf(check, overrides) === 'off') continue;
    for await (const observation of check.run(comp)) {
      if (await isCancelled()) return findings;
      const finding = reported(check, observation, overrides);
      if (finding !== undefined) findings.push(finding);
    }
  }
  return findings;
}

/** After so many clips others have their turn. */
const CLIPS_AT_ONCE = 500;

/** The clips whose files can be looked for from here, in document order. Folder by folder, so that each is listed once. */
export async function clipsOnDisk({ loaders, maps }: ProjectFacts, place: CompPlace): Promise<readonly ClipOnDisk[]> {
  const clips = loaders.flatMap((loader) =>
    loader.clips.flatMap((clip) => {
      // What a name without folder stands for depends on how Fusion was started.
      const isCertain = isAbsoluteName(clip.file.text) || mapOf(clip.file.text) !== undefined;
      const path = isCertain ? place.resolve(clip.file.text, maps) : undefined;
      return path === undefined ? [] : [{ loader, clip, path, folder: folderOf(path) }];
    }),
  );
  const found = new Map<ClipOnDisk['clip'], ClipOnDisk>();
  const inFolders = [...clips].sort((a, b) => (a.folder < b.folder ? -1 : Number(a.folder > b.folder)));
  for (let start = 0; start < inFolders.length; start += CLIPS_AT_ONCE) {
    if (start > 0) await new Promise((resolve) => setTimeout(resolve));
    const some = inFolders.slice(start, start + CLIPS_AT_ONCE);
    await Promise.all(
      some.map(async ({ loader, clip, path }) => {
        found.set(clip, { loader, clip, media: await place.mediaAt(path) });
      }),
    );
  }
  return clips.flatMap(({ clip }) => found.get(clip) ?? []);
}
