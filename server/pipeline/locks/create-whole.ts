import { systemCode } from '../files/file-error.ts';
import { readLock } from './lock-file.ts';
import type { ShareFiles } from './share-files.ts';

/** What systems and shares that know no hard links say; the last two Windows. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EISDIR', 'UNKNOWN']);

/**
 * Puts a lock in its place, complete from its first moment, if nothing stands there: a private file is written and
 * linked to the name. Where links are not supported the file is made by exclusive create. Answers false where
 * something else stands there, and where somebody swept the private file away. Errors: those of the system.
 */
export async function createWhole(
  target: string,
  session: string,
  content: string,
  { privatePath, files }: { readonly privatePath: string; readonly files: ShareFiles },
): Promise<boolean> {
  await writeNew(privatePath, content, files);
  try {
    await files.link(privatePath, target);
    return true;
  } catch (error) {
    // The answer to a link that was made can get lost; what stands there tells.
    if ((await readLock(target, files))?.identity === session) return true;
    const code = systemCode(error) ?? '';
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    if (!NO_LINKS.has(code)) throw error;
    return (await createExclusive(target, content, files)) !== undefined;
  } finally {
    await files.unlink(privatePath).catch(() => undefined);
  }
}

/**
 * Makes, writes and flushes a file; answers its time (milliseconds since 1970, by the share's clock), or undefined
 * where something stands there already. One that could not be written whole stays as it is: whoever else may have put
 * something in its place by now is not to lose that.
 */
export async function createExclusive(file: string, content: string, files: ShareFiles): Promise<number | undefined> {
  try {
    return await create(file, content, files);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return undefined;
    throw error;
  }
}

/** Makes a file that nobody else has the name of; nothing is left of one that could not be written whole. */
export async function writeNew(file: string, content: string, files: ShareFiles): Promise<void> {
  try {
    if ((await createExclusive(file, content, files)) !== undefined) return;
    // An earlier answer was lost, or an earlier try was broken off.
    await files.unlink(file).catch(() => undefined);
    await create(file, content, files);
  } catch (error) {
    await files.unlink(file).catch(() => undefined);
    throw error;
  }
}

async function create(file: string, content: string, files: ShareFiles): Promise<number> {
  const handle = await files.open(file, 'create');
  try {
    await handle.write(content);
    await handle.flush();
    return (await handle.stat()).modifiedAt;
  } finally {
    await handle.close();
  }
}
