import { stat } from 'node:fs/promises';
import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import { checkComp, inTextOrder } from '../../checks/check-comp.ts';
import { checkInPlace } from '../../checks/check-project.ts';
import { fileFindings, sizeFinding } from '../../checks/file-findings.ts';
import { joinFindings } from '../../checks/join-findings.ts';
import { projectFacts } from '../../checks/project-facts.ts';
import { parseComp } from '../../formats/comp/parse-comp.ts';
import type { Places } from '../../project/places.ts';
import { readRegularFile, whyUnreadable } from '../../project/read-regular-file.ts';

/** A file and what is wrong with it; the text is what the findings' offsets count in. */
export interface CheckedFile {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

const isShader = (text: string) => /^\s*#version\b/m.test(text) || /\blayout\s*\(\s*local_size_/.test(text);

/**
 * Checks one comp or setting, also against its project and the disk. A file that cannot be read is a finding too, `file-unreadable`. `undefined` for a compute
 * shader that nobody named: it shares the ending `.comp` and is nobody's mistake.
 */
export async function checkFile(
  file: { readonly path: string; readonly isNamed: boolean },
  overrides: SeverityOverrides,
  places: Places,
): Promise<CheckedFile | undefined> {
  const read = await readOrFinding(file.path, overrides);
  if (!(read instanceof Uint8Array)) return { path: file.path, text: '', findings: read };
  const { text, findings, isCheckable } = fileFindings(read, overrides);
  if (!isCheckable) return !file.isNamed && isShader(text) ? undefined : { path: file.path, text, findings };
  const comp = parseComp(text);
  const facts = projectFacts(comp);
  const inPlace = facts && (await checkInPlace(facts, await places.placeOf(file.path), overrides));
  const ofText = checkComp(comp, overrides);
  return { path: file.path, text, findings: [...findings, ...inTextOrder([...joinFindings(ofText, inPlace ?? [])])] };
}

async function readOrFinding(path: string, overrides: SeverityOverrides): Promise<Uint8Array | readonly Finding[]> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return [unreadable('The folder cannot be read, so what is in it was not checked.')];
    if (!stats.isFile()) return [unreadable('This is no regular file.')];
    return sizeFinding(stats.size, overrides)?.findings ?? (await readRegularFile(path));
  } catch (error) {
    return [unreadable(`The file cannot be read: ${whyUnreadable(error)}.`)];
  }
}

function unreadable(message: string): Finding {
  return { code: 'file-unreadable', severity: 'error', message, range: { start: 0, end: 0 } };
}
