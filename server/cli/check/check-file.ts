import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import { fileFindings, sizeFinding } from '../../checks/file-findings.ts';
import type { FileKind } from '../../checks/file-kind.ts';
import { FILE_KINDS, fileKindsOf } from '../../checks/file-kinds.ts';
import { inTextOrder } from '../../checks/finding.ts';
import { joinFindings } from '../../checks/join-findings.ts';
import type { Places } from '../../project/places.ts';
import { readRegularFile, whyUnreadable } from '../../project/read-regular-file.ts';

/** A file and what is wrong with it; the text is what the findings' offsets count in. */
export interface CheckedFile {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * Checks one file, also against its project and the disk. A file that cannot be read is a finding too, `file-unreadable`.
 * `undefined` for a file that nobody named and that is another program's: a compute shader shares the ending `.comp`.
 */
export async function checkFile(
  file: { readonly path: string; readonly isNamed: boolean },
  overrides: SeverityOverrides,
  places: Pick<Places, 'placeOf'>,
  kinds: readonly FileKind[] = FILE_KINDS,
): Promise<CheckedFile | undefined> {
  const read = await readOrFinding(file.path, overrides);
  if (!(read instanceof Uint8Array)) return { path: file.path, text: '', findings: read };
  return await checkBytes(file, read, overrides, places, kinds);
}

/** The same of a file that has these bytes, whatever it has now. */
export async function checkBytes(
  file: { readonly path: string; readonly isNamed: boolean },
  bytes: Uint8Array,
  overrides: SeverityOverrides,
  places: Pick<Places, 'placeOf'>,
  kinds: readonly FileKind[] = FILE_KINDS,
): Promise<CheckedFile | undefined> {
  const { text, findings, kind, isOthers } = fileFindings(bytes, kindsFor(file.path, kinds), overrides);
  if (isOthers && !file.isNamed) return undefined;
  if (isOthers && findings.length === 0) return { path: file.path, text, findings: [NOT_KNOWN] };
  if (kind === undefined) return { path: file.path, text, findings };
  const content = await kind.read(text);
  const inPlace = await content.inPlace?.(await places.placeOf(file.path), overrides);
  const ofText = [...content.findings(overrides)].filter((finding) => finding !== undefined);
  return { path: file.path, text, findings: [...findings, ...inTextOrder([...joinFindings(ofText, inPlace ?? [])])] };
}

/** A file that the user names may have any name: then its text decides. */
function kindsFor(file: string, kinds: readonly FileKind[]): readonly FileKind[] {
  const byName = fileKindsOf(path.basename(file), kinds);
  return byName.length > 0 ? byName : kinds.filter((kind) => kind.recognizes !== undefined);
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

function unreadable(message: string, severity: Finding['severity'] = 'error'): Finding {
  return { code: 'file-unreadable', severity, message, range: { start: 0, end: 0 } };
}

const NOT_KNOWN = unreadable('This is none of the files that Compline knows, and it was not checked.', 'information');
