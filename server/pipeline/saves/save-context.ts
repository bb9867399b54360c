import path from 'node:path';
import { findProjectRoot } from '../../project/load-project.ts';
import type { AuditEvent, AuditTrail } from '../audit/audit-trail.ts';
import type { FileOperations } from '../files/file-operations.ts';
import type { Sweep } from '../files/sweep.ts';

/** Files that are larger are not kept before and after saves: an editor waits for that. Bytes. */
export const LARGEST_KEPT = 100 * 1024 * 1024;

/** Where saves tell what nobody asked for; a pino logger is one. */
export interface SaveLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** What saves and versions work with. */
export interface SaveContext {
  readonly files: FileOperations;
  readonly sweep: Sweep;
  readonly audit: Pick<AuditTrail, 'append'>;
  readonly by: { readonly user: string; readonly machine: string };
  readonly log: SaveLog;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * Tells the audit trail of a file's project; paths in that project become relative to it. A file in no project has no
 * trail. What was done stands, whether it could be told or not.
 */
export async function tellTrail(context: SaveContext, file: string, event: AuditEvent): Promise<void> {
  try {
    const root = await findProjectRoot(path.dirname(file));
    if (root === undefined) return;
    const relative = (value: unknown) =>
      typeof value === 'string' && value.startsWith(root + path.sep)
        ? path.relative(root, value).replaceAll('\\', '/')
        : value;
    const told = Object.fromEntries(
      Object.entries({ comp: file, ...event }).map(([key, value]) => [key, relative(value)]),
    );
    await context.audit.append(
      root,
      { ...told, event: event.event, id: event.id },
      new Date(context.now()).toISOString(),
    );
  } catch (error) {
    context.log.error({ err: error, file, event: event.event }, 'The audit trail was not told about a save');
  }
}
