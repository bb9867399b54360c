import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SeverityOverrides } from '../../checks/check.ts';
import { LARGEST_FILE } from '../../checks/file-findings.ts';
import { applyEdits } from '../../formats/text/apply-edits.ts';
import { decodeText } from '../../formats/text/decode.ts';
import { selectFixes } from '../../language/select-fixes.ts';
import { readWhole } from '../../pipeline/files/file-identity.ts';
import { replaceFile } from '../../pipeline/files/replace-file.ts';
import { lockPathOf, readLock } from '../../pipeline/locks/lock-file.ts';
import { PUBLISHED_FOLDER, VERSIONS_FOLDER } from '../../project/names/step-folder.ts';
import type { Places } from '../../project/places.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { checkBytes } from './check-file.ts';
import type { FixedFile } from './report.ts';

/** A repair can bring up what the next one mends; more rounds are two repairs that undo each other. */
const MOST_ROUNDS = 10;

/**
 * Mends a file as *Fix All* does: makes the safe repairs, checks again, until there are none or nothing changes. The file
 * is replaced whole, only where it still is what was checked, may be written, and nobody holds its lock. What is not UTF-8
 * through and through is left alone, and so are versions that were kept or published, unless they are named. Answers what
 * was done, or why nothing was; `undefined` where there was nothing to do.
 */
export async function fixFile(
  file: { readonly path: string; readonly isNamed: boolean },
  severities: SeverityOverrides,
  places: Pick<Places, 'placeOf'>,
): Promise<FixedFile | undefined> {
  if (!file.isNamed && isHistory(file.path)) return undefined;
  const before = await readWhole(file.path, LARGEST_FILE).catch(() => undefined);
  if (before === undefined) return undefined;
  const look: Look = async (now) => {
    const checked = await checkBytes(file, now, severities, places);
    return checked === undefined ? undefined : { text: checked.text, fixes: selectFixes(checked.findings) };
  };
  if (!isUtf8(before.bytes)) {
    const found = await look(before.bytes);
    if (found === undefined || found.fixes.length === 0) return undefined;
    return { path: file.path, repairs: [], refused: 'It is not UTF-8 through and through. Convert it, then fix it.' };
  }
  const { bytes, repairs } = await mended(before.bytes, look);
  if (bytes.equals(before.bytes)) return undefined;
  const refused = await written(file.path, bytes, before.identity);
  return { path: file.path, repairs, ...(refused !== undefined && { refused }) };
}

type Look = (bytes: Buffer) => Promise<{ text: string; fixes: ReturnType<typeof selectFixes> } | undefined>;

/** The bytes after all rounds, and what was done in them. */
async function mended(bytes: Buffer, look: Look): Promise<{ bytes: Buffer; repairs: readonly string[] }> {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const repairs: string[] = [];
  const seen = new Set<string>();
  let now = bytes;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const found = await look(now);
    if (found === undefined || found.fixes.length === 0 || seen.has(found.text)) break;
    seen.add(found.text);
    const text = applyEdits(
      found.text,
      found.fixes.flatMap(({ edits }) => edits),
    );
    if (text === found.text) break;
    repairs.push(...found.fixes.map(({ title }) => title));
    now = Buffer.from(hasMark ? `\ufeff${text}` : text);
  }
  return { bytes: now, repairs };
}

/** Replaces the file; answers why it could not. */
async function written(
  file: string,
  bytes: Buffer,
  expected: NonNullable<Awaited<ReturnType<typeof readWhole>>>['identity'],
): Promise<string | undefined> {
  try {
    await refuseLocked(file);
    // A folder that may be written lets a file be replaced that may not.
    if (!(await mayBeWritten(file))) return 'It is read-only.';
    await replaceFile(file, bytes, { expected, check: () => refuseLocked(file) });
    return undefined;
  } catch (error) {
    if (ComplineError.is(error)) return error.message;
    throw error;
  }
}

/** Also where this user, as root, could write what is marked as read-only. */
async function mayBeWritten(file: string): Promise<boolean> {
  const isMarked = ((await stat(file)).mode & 0o222) === 0;
  const isOpen = await access(file, constants.W_OK).then(
    () => true,
    () => false,
  );
  return isOpen && !isMarked;
}

/** Whoever holds the lock may have other text before them than the file: also the user's own editor. */
async function refuseLocked(file: string): Promise<void> {
  const lock = await readLock(lockPathOf(path.resolve(file)));
  if (lock === undefined) return;
  const { owner } = lock;
  const who = owner === undefined ? 'somebody' : `${owner.displayName ?? owner.user} on ${owner.machine}`;
  const message = `${who} has locked it.`;
  throw new ComplineError({ code: 'locked', message, nextStep: 'Mend it where it is open, or close it.', path: file });
}

/** What was published or kept says how it was. */
function isHistory(file: string): boolean {
  const folders = path.dirname(path.resolve(file)).split(path.sep);
  return folders.includes(PUBLISHED_FOLDER) || folders.includes(VERSIONS_FOLDER);
}

function isUtf8(bytes: Uint8Array): boolean {
  const { encoding, invalidCount } = decodeText(bytes);
  return encoding === 'utf-8' && invalidCount === 0;
}
