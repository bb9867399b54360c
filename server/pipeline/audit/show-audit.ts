import path from 'node:path';
import { stepName } from '../../project/names/step-folder.ts';
import type { AuditEntry, AuditFilter } from '../../protocol/audit.ts';
import { type AuditLine, parseAuditLine } from './audit-file.ts';
import { auditFiles, auditFolder } from './audit-folder.ts';
import { eachLine } from './each-line.ts';

/** Events of a project. */
export interface AuditPage {
  /** The newest that fit, the oldest first. */
  readonly entries: AuditEntry[];
  /** How many fit. */
  readonly total: number;
  /** Files that could not be read, and lines that could not be understood: `verifyAudit` tells more. */
  readonly unread: number;
}

/** An entry, and the time that puts it in its place. */
interface Placed {
  readonly entry: AuditEntry;
  readonly time: string;
}

/**
 * The newest `limit` events of a project that fit a filter, from the files of all writers, by time. The lines of one
 * writer stay in their order, whatever its clock did. Cost: linear in the files; memory for `limit` events. Errors: those
 * of reading the folder.
 */
export async function showAudit(root: string, filter: AuditFilter, limit: number): Promise<AuditPage> {
  const fits = filterOf(root, filter);
  let kept: Placed[] = [];
  let total = 0;
  let unread = 0;
  const keep = (placed: Placed): void => {
    total += 1;
    kept.push(placed);
    if (kept.length >= 2 * limit + 1000) kept = newest(kept, limit);
  };
  for (const name of await auditFiles(root)) {
    let time = '';
    const read = eachLine(path.join(auditFolder(root), name), (bytes, number) => {
      const line = bytes === undefined ? undefined : parseAuditLine(bytes.toString('utf8'));
      if (line === undefined) {
        unread += 1;
        return;
      }
      if (line.at > time) time = line.at;
      const entry = entryOf(line, name, number);
      if (fits(entry)) keep({ entry, time });
    });
    // What was read of it before stays; that something is missing is told by the count.
    await read.catch(() => {
      unread += 1;
    });
  }
  return { entries: newest(kept, limit).map(({ entry }) => entry), total, unread };
}

/** Sorting keeps the order of what has the same time, so the lines of one file stay in theirs. */
function newest(placed: readonly Placed[], limit: number): Placed[] {
  return placed.toSorted((left, right) => (left.time < right.time ? -1 : left.time > right.time ? 1 : 0)).slice(-limit);
}

function entryOf(line: AuditLine, file: string, number: number): AuditEntry {
  const { version, sequence, previous, others, lost, tornBytes, at, user, machine, event, id, ...facts } = line;
  const about = [facts.comp, facts.file].find((it) => typeof it === 'string');
  const comp = typeof about === 'string' ? about : undefined;
  const step = typeof facts.step === 'string' ? facts.step : stepOfPath(comp);
  return {
    ...{ at, user, machine, event },
    ...(typeof id === 'string' && { id }),
    ...(comp !== undefined && { comp }),
    ...(step !== undefined && { step }),
    file,
    line: number,
    facts,
  };
}

function stepOfPath(comp: string | undefined): string | undefined {
  return comp
    ?.split('/')
    .slice(0, -1)
    .findLast((part) => stepName(part) !== undefined);
}

function filterOf(root: string, filter: AuditFilter): (entry: AuditEntry) => boolean {
  const same = (left: string | undefined, right: string): boolean => left?.toLowerCase() === right.toLowerCase();
  const comp =
    filter.comp === undefined ? undefined : path.relative(root, path.resolve(root, filter.comp)).replaceAll('\\', '/');
  const time = (text: string | undefined): string | undefined => text && new Date(text).toISOString();
  const since = time(filter.since);
  const until = time(filter.until);
  const { step, user, event } = filter;
  return (entry) =>
    (comp === undefined || same(entry.comp, comp)) &&
    (step === undefined || same(entry.step, step) || same(stepName(entry.step ?? '')?.step, step)) &&
    (user === undefined || same(entry.user, user)) &&
    (event === undefined || same(entry.event, event)) &&
    (since === undefined || entry.at >= since) &&
    (until === undefined || entry.at < until);
}
