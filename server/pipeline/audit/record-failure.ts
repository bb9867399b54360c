import path from 'node:path';
import type { Publish } from '../../protocol/publishes.ts';
import type { AuditTrail } from './audit-trail.ts';

/** Puts a publish that has failed on record, once for each time that it failed. Never fails itself. */
export async function recordFailure(
  audit: Pick<AuditTrail, 'append'>,
  publish: Publish,
  log: { warn(facts: object, message: string): void },
): Promise<void> {
  const { id, kind, phase, project, comp, saver, version, state, comment, endedAt = 0, error } = publish;
  if (phase !== 'failed') return;
  const event = {
    event: 'publish-failed',
    id: `${id}-${endedAt}`,
    comp: path.relative(project, comp).replaceAll('\\', '/'),
    kind,
    ...(saver !== undefined && { saver }),
    ...(version !== undefined && { number: version }),
    ...{ state, comment },
    ...(error !== undefined && { code: error.code, reason: error.message }),
  };
  await audit
    .append(project, event, new Date(endedAt).toISOString())
    .catch((failure: unknown) => log.warn({ err: failure, publish: id }, 'The audit trail was not told of a failure.'));
}
