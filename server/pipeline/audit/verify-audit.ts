import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { AuditFileReport, AuditProblem, AuditReport } from '../../protocol/audit.ts';
import { fileError } from '../files/file-error.ts';
import { type KnownLines, parseAuditLine, verifyAuditFile } from './audit-file.ts';
import { auditFiles, auditFolder } from './audit-folder.ts';
import type { AuditHeads } from './audit-heads.ts';
import { eachLine } from './each-line.ts';

/** So much is remembered of one file from what others say of it. */
const MOST_KNOWN = 10_000;

type Known = Map<string, Map<number, { readonly hash: string; readonly by: string }>>;

/**
 * Looks through the audit files of a project: whether each line follows from the one before, and whether all is there
 * that other files, and the records in the state folder, know of. Files are only read, twice, line by line. Errors: those
 * of reading the folder; a file that cannot be read is a problem.
 */
export async function verifyAudit(root: string, heads: Pick<AuditHeads, 'inFolder'>): Promise<AuditReport> {
  const folder = auditFolder(root);
  const known: Known = new Map();
  // Writers remember where links led them.
  for (const place of new Set([folder, await realpath(folder).catch(() => folder)])) {
    for (const { file, sequence, hash } of await heads.inFolder(place)) {
      remember(known, path.basename(file), sequence, { hash, by: 'the record of this machine' });
    }
  }
  for (const name of await auditFiles(root)) await collectWitnesses(known, folder, name);
  // Listed anew: what was begun meanwhile may be known of already.
  const names = await auditFiles(root);
  const files: AuditFileReport[] = [];
  const firsts = new Map<string, string>();
  for (const name of names) {
    const report = await reportOf(path.join(folder, name), name, known.get(name) ?? new Map(), firsts);
    files.push(report);
  }
  for (const [name, lines] of known) {
    if (names.includes(name)) continue;
    const [by] = [...lines.values()].map((it) => it.by);
    const message = `The file is gone; ${by ?? 'another one'} knows of ${Math.max(...lines.keys())} lines in it.`;
    files.push({ ...EMPTY, file: path.join(folder, name), problems: [{ kind: 'missing', message }] });
  }
  return { root, files, sound: files.every(({ problems }) => problems.length === 0) };
}

const EMPTY = { lines: 0, problems: [], moreProblems: 0, torn: false, newer: 0 };

/** `firsts`: the names of the files looked at before, by the hashes of their first lines. */
async function reportOf(
  file: string,
  name: string,
  known: KnownLines,
  firsts: Map<string, string>,
): Promise<AuditFileReport> {
  try {
    const { first, problems, ...found } = await verifyAuditFile(file, { name, known });
    const original = first === undefined ? undefined : firsts.get(first);
    if (first !== undefined && original === undefined) firsts.set(first, name);
    const copies: AuditProblem[] =
      original === undefined
        ? []
        : [{ kind: 'copy', message: `It begins as ${original} does: one is a copy of the other.` }];
    return { file, ...found, problems: [...copies, ...problems] };
  } catch (error) {
    const { message } = fileError(error, file, 'reading');
    return { ...EMPTY, file, problems: [{ kind: 'unreadable', message }] };
  }
}

async function collectWitnesses(known: Known, folder: string, name: string): Promise<void> {
  const read = eachLine(path.join(folder, name), (bytes, number) => {
    if (bytes === undefined || !bytes.includes('"others":[')) return;
    for (const { file, sequence, hash } of parseAuditLine(bytes.toString('utf8'))?.others ?? []) {
      // A name with a folder in it was not written by Compline.
      if (file === path.basename(file)) remember(known, file, sequence, { hash, by: `${name}, line ${number},` });
    }
  });
  // A file that cannot be read is told of when its own turn comes.
  await read.catch(() => undefined);
}

function remember(known: Known, name: string, line: number, seen: { readonly hash: string; readonly by: string }) {
  const lines = known.get(name) ?? new Map<number, { readonly hash: string; readonly by: string }>();
  known.set(name, lines);
  if (!lines.has(line)) lines.set(line, seen);
  const [oldest] = lines.keys();
  if (lines.size > MOST_KNOWN && oldest !== undefined) lines.delete(oldest);
}
