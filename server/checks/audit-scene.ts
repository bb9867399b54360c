import type { Comp } from '../formats/comp/model.ts';
import type { CompPlace, MediaOnDisk } from '../project/comp-place.ts';
import { type VersionName, versionNames } from '../project/published-name.ts';
import type { Finding, SeverityOverrides } from './check.ts';
import { checkInPlace, clipsOnDisk } from './check-project.ts';
import { projectFacts } from './project-facts.ts';

/** A file that a Loader reads, and how it stands. */
export interface AuditedClip {
  /** The name of the Loader. */
  readonly tool: string;
  readonly isEnabled: boolean;
  /** As the comp names it. */
  readonly file: string;
  /** What lies there; absent for a name that stands for no path here. */
  readonly media: MediaOnDisk | undefined;
  /** The versions that hold the file, the newest first; none for a file that is not published. */
  readonly versions: readonly VersionName[];
  /** What is wrong with the clip: its frames, its range, its rate, that it is missing. */
  readonly findings: readonly Finding[];
}

/** A comp and what it reads. */
export interface SceneAudit {
  readonly clips: readonly AuditedClip[];
  /** What is wrong with the comp where it lies: its project, range, rate, size. */
  readonly findings: readonly Finding[];
}

/** What is said of a Loader that reads an older version, which the versions tell better. */
const OUTDATED = 'loader-outdated';

/** Holds what a comp reads against what is published and what its project says. Never fails. */
export async function auditScene(comp: Comp, place: CompPlace, overrides: SeverityOverrides = {}): Promise<SceneAudit> {
  const facts = projectFacts(comp);
  if (facts === undefined) return { clips: [], findings: [] };
  const media = new Map((await clipsOnDisk(facts, place)).map((it) => [it.clip, it.media]));
  const findings = await checkInPlace(facts, place, overrides);
  const rest = new Set(findings);
  const clips: AuditedClip[] = [];
  for (const { name, isEnabled, clips: read } of facts.loaders) {
    for (const clip of read) {
      const { text, range } = clip.file;
      // What is said of a clip is said of its file's name.
      const own = findings.filter((finding) => finding.range.start === range.start);
      for (const finding of own) rest.delete(finding);
      clips.push({
        ...{ tool: name, isEnabled, file: text, media: media.get(clip) },
        versions: await versionNames(text, facts.maps, place),
        findings: own.filter(({ code }) => code !== OUTDATED),
      });
    }
  }
  return { clips, findings: [...rest] };
}

/** The newest version of a clip's file, where the comp reads an older one. */
export function newerVersion({ versions }: AuditedClip): VersionName | undefined {
  const [newest] = versions;
  const read = versions.find(({ isRead }) => isRead);
  return newest !== undefined && read !== undefined && newest.number > read.number ? newest : undefined;
}
