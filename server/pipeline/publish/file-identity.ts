import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** What tells that a file is still the one that it was. */
export interface FileIdentity {
  readonly size: number;
  /** Milliseconds since 1970 by the share's clock. */
  readonly mtimeMs: number;
  readonly device: number;
  readonly inode: number;
}

/** The identity of a file by what the system says of it. */
export function identityOf({ size, mtimeMs, dev, ino }: Stats): FileIdentity {
  return { size, mtimeMs, device: dev, inode: ino };
}

/** True where nothing tells them apart. */
export function isSameFile(a: FileIdentity | undefined, b: FileIdentity | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.size === b.size &&
    a.mtimeMs === b.mtimeMs &&
    a.device === b.device &&
    a.inode === b.inode
  );
}

/** The files that are in a folder, by name: what stands there before a render. A folder that is not there has none. */
export async function filesBefore(folder: string): Promise<ReadonlyMap<string, FileIdentity>> {
  const names = await readdir(folder).catch(() => []);
  const files = new Map<string, FileIdentity>();
  for (const name of names) {
    const stats = await stat(path.join(folder, name)).catch(() => undefined);
    if (stats?.isFile() === true) files.set(name, identityOf(stats));
  }
  return files;
}
