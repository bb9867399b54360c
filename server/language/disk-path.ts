import { fileURLToPath } from 'node:url';

/** The absolute path of a file on this machine's disks by its address; absent for anything else. */
export function diskPath(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // `file://server/share` is a file on Windows alone.
    return undefined;
  }
}
