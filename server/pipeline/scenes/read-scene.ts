import { stat } from 'node:fs/promises';
import { type AuditedClip, auditScene, newerVersion } from '../../checks/audit-scene.ts';
import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import { compKind } from '../../checks/comp-kind.ts';
import { fileFindings, sizeFinding } from '../../checks/file-findings.ts';
import { inTextOrder } from '../../checks/finding.ts';
import { joinFindings } from '../../checks/join-findings.ts';
import { checkedComp } from '../../checks/read-comp.ts';
import { parseComp } from '../../formats/comp/parse-comp.ts';
import { DocumentText } from '../../formats/text/document-text.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import { readRegularFile, whyUnreadable } from '../../project/read-regular-file.ts';
import type { Scene, SceneFinding, SceneLoader } from '../../protocol/scenes.ts';

/** What is found in a comp. */
export type SceneContent = Pick<Scene, 'loaders' | 'findings' | 'unreadable'>;

const NOTHING = { loaders: [], findings: [] };

/** Reads a comp where it lies: what it reads, and what is wrong with it. Never fails: `unreadable` says why it is not read. */
export async function readScene(place: CompPlace, severities: SeverityOverrides): Promise<SceneContent> {
  try {
    const { size } = await stat(place.file);
    const tooLarge = sizeFinding(size, severities)?.findings;
    if (tooLarge !== undefined) return { ...NOTHING, unreadable: tooLarge[0]?.message ?? 'It is too large.' };
    return await contentOf(await readRegularFile(place.file), place, severities);
  } catch (error) {
    return { ...NOTHING, unreadable: `It cannot be read: ${whyUnreadable(error)}.` };
  }
}

async function contentOf(bytes: Uint8Array, place: CompPlace, severities: SeverityOverrides): Promise<SceneContent> {
  const { text, findings, kind } = fileFindings(bytes, [compKind], severities);
  if (kind === undefined) return { ...NOTHING, unreadable: findings[0]?.message ?? 'It is no comp.' };
  const comp = parseComp(text);
  const audit = await auditScene(comp, place, severities);
  const ofText = [...checkedComp(comp).findings(severities)].filter((finding) => finding !== undefined);
  const lines = DocumentText.of(text);
  const all = [...findings, ...inTextOrder([...joinFindings(ofText, audit.findings)])];
  return {
    loaders: audit.clips.map((clip) => loaderOf(clip, lines)),
    findings: all.map((finding) => placed(finding, lines)),
  };
}

function loaderOf(clip: AuditedClip, lines: DocumentText): SceneLoader {
  const { tool, isEnabled, file, media, versions, findings } = clip;
  const newer = newerVersion(clip)?.number;
  return {
    ...{ tool, file, enabled: isEnabled },
    ...(media !== undefined && { path: media.path, media: media.kind }),
    frames: media?.frames.map(({ first, last }) => ({ first, last })) ?? [],
    versions: versions.map(({ number, state, isRead }) => ({ number, state, read: isRead })),
    ...(newer !== undefined && { newer }),
    findings: findings.map((finding) => placed(finding, lines)),
  };
}

function placed({ code, severity, message, range }: Finding, text: DocumentText): SceneFinding {
  return { code, severity, message, line: text.lineAt(range.start) + 1 };
}
