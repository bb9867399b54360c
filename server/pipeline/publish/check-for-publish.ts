import { createHash } from 'node:crypto';
import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import { checkPublish } from '../../checks/check-publish.ts';
import { CompFactReader } from '../../checks/comp-facts.ts';
import { inTextOrder } from '../../checks/finding.ts';
import { joinFindings } from '../../checks/join-findings.ts';
import { feedingClips } from '../../checks/publish/feeding-clips.ts';
import { type RenderedUpstream, renderedUpstream } from '../../checks/publish/rendered-upstream.ts';
import type { EarlierVersion, PublishIntent, PublishSubject } from '../../checks/publish-check.ts';
import { checkedComp } from '../../checks/read-comp.ts';
import type { Comp } from '../../formats/comp/model.ts';
import type { Config } from '../../formats/config/schema.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import { Places } from '../../project/places.ts';
import { rootsHere } from '../../project/roots-here.ts';
import type { UsedMedia } from '../../protocol/used-media.ts';
import { thisOwner } from '../locks/lock-owner.ts';
import { earlierVersions } from './earlier-versions.ts';
import { publishDisk } from './publish-disk.ts';
import { usedMedia } from './used-media.ts';

/** A comp that is checked for a publish. */
export interface CompToCheck {
  readonly comp: Comp;
  /** Absolute. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly config: Config;
  readonly severities: SeverityOverrides;
  /** What was found about its bytes. */
  readonly ofFile: readonly Finding[];
}

/** What is wrong with a comp before anything is known of its publish, and where it lies. */
export interface CheckedComp {
  readonly findings: readonly Finding[];
  readonly place: CompPlace;
}

/** Checks a comp by its text, its project and the disk, as the editor and `compline check` do. */
export async function checkComp({ comp, path, severities, ofFile }: CompToCheck): Promise<CheckedComp> {
  const checked = checkedComp(comp);
  const place = await new Places().placeOf(path);
  const inPlace = await checked.inPlace?.(place, severities);
  const ofText = [...checked.findings(severities)].filter((finding) => finding !== undefined);
  return { findings: [...ofFile, ...inTextOrder([...joinFindings(ofText, inPlace ?? [])])], place };
}

/** What a publish is going to do. */
export interface Planned extends PublishIntent {
  /** False where a scene is rendered in place of the comp. */
  readonly isCompRendered: boolean;
}

const NOTHING: RenderedUpstream = { upstream: [], retimed: new Set() };

/** What is found of a publish before it begins. */
export interface CheckedPlan {
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  /** What the publish is made of; absent where a scene is rendered in place of the comp. */
  readonly uses: readonly UsedMedia[] | undefined;
}

/** Checks besides what a publish is going to do: all findings. */
export async function checkPlan(
  { comp, bytes, config, severities }: CompToCheck,
  { findings, place }: CheckedComp,
  intent: Planned,
): Promise<CheckedPlan> {
  const owner = await thisOwner();
  const { connections } = new CompFactReader().of(comp);
  const rendered = intent.isCompRendered ? renderedUpstream(comp, connections, intent.saver) : NOTHING;
  let earlier: Promise<readonly EarlierVersion[]> | undefined;
  const subject: PublishSubject = {
    comp,
    place,
    config,
    compBytes: bytes.length,
    compSha256: createHash('sha256').update(bytes).digest('hex'),
    intent,
    disk: publishDisk(owner),
    earlier: () => {
      earlier ??= earlierVersions(intent);
      return earlier;
    },
    ...rendered,
  };
  const root = place.project?.root;
  return {
    findings: inTextOrder([...(await checkPublish(subject, findings, severities))]),
    uses:
      intent.isCompRendered && root !== undefined
        ? usedMedia(feedingClips(subject), { root, roots: rootsHere(config.roots) })
        : undefined,
  };
}
