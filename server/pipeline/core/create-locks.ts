import type { Logger } from 'pino';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { LockOwner } from '../locks/lock-owner.ts';
import { LockShares } from '../locks/lock-shares.ts';
import { Locks } from '../locks/locks.ts';
import { SessionFile } from '../locks/session-file.ts';
import { TakeOverRecord } from '../locks/take-over-record.ts';

/** What the locks of a core are made from. */
export interface LocksOptions {
  readonly owner: LockOwner;
  readonly audit: Pick<AuditTrail, 'append'>;
  /** The file that tells which locks are held. */
  readonly heldLocks: string;
  readonly log: Logger;
  /** Seconds between two renewals; 30 where absent. */
  readonly heartbeatSeconds?: number;
}

/** Builds the locks, and the lanes of the shares that they are on. */
export function createLocks(options: LocksOptions): { readonly locks: Locks; readonly shares: LockShares } {
  const { owner, audit, heldLocks, log, heartbeatSeconds } = options;
  const shares = new LockShares();
  const takeOvers = new TakeOverRecord(audit, log, shares);
  const sessions = new SessionFile(heldLocks, (error) =>
    log.error({ err: error }, 'Which locks are held could not be read or written.'),
  );
  const locks = new Locks({
    owner,
    shares,
    sessions,
    record: (takeOver) => takeOvers.add(takeOver),
    ...(heartbeatSeconds !== undefined && { heartbeatSeconds }),
  });
  return { locks, shares };
}
