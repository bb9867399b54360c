import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { AuditHeads } from '../../../../server/pipeline/audit/audit-heads.ts';
import { AuditTrail } from '../../../../server/pipeline/audit/audit-trail.ts';

export const AT = '2026-10-01T12:00:00.000Z';

/** A project's folder and a state folder, gone after the test. */
export async function foldersOfTest(): Promise<{ readonly root: string; readonly heads: AuditHeads }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-audit-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { root: path.join(folder, 'project'), heads: new AuditHeads(path.join(folder, 'state')) };
}

/** The trail of a writer on machine `ws01`. */
export const trailOf = (user: string, heads?: AuditHeads): AuditTrail =>
  new AuditTrail({ user, machine: 'ws01', instance: 'abc' }, heads);

/** Changes the lines of a file. */
export async function changeLines(file: string, change: (lines: string[]) => string[]): Promise<void> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  const after = change(lines);
  await writeFile(file, after.map((line) => `${line}\n`).join(''));
}
