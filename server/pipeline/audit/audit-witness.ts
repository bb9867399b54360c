import path from 'node:path';
import type { Witness } from './audit-file.ts';
import { auditFiles, auditFolder } from './audit-folder.ts';
import { readTail } from './audit-tail.ts';

/** So many files of others are looked at; a line that names them all stays short enough to be read. */
const MOST_FILES = 100;
const TAIL = 64 * 1024;

/**
 * How far the audit files of a project's other writers go, beside the file `own`. One that cannot be read is left out, and
 * nothing is told where the folder cannot.
 */
export async function lookAtOthers(root: string, own: string): Promise<Witness[]> {
  const names = await auditFiles(root).catch(() => []);
  const others: Witness[] = [];
  for (const name of names.filter((it) => it !== path.basename(own)).slice(0, MOST_FILES)) {
    const tail = await readTail(path.join(auditFolder(root), name), TAIL).catch(() => undefined);
    if (tail !== undefined && tail.head.sequence > 0) others.push({ file: name, ...tail.head });
  }
  return others;
}
