import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileError, systemCode } from '../files/file-error.ts';

/** The folder of a project's audit files. */
export function auditFolder(root: string): string {
  return path.join(root, '.compline', 'audit');
}

/** The names of a project's audit files, in their order; none where nothing was put on record. Errors: those of `fileError`. */
export async function auditFiles(root: string): Promise<string[]> {
  const folder = auditFolder(root);
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw fileError(error, folder, 'reading the audit trail in');
  }
}
