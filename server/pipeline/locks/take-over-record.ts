import path from 'node:path';
import { findProjectRoot } from '../../project/load-project.ts';
import type { LockFile } from '../../protocol/locks.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { LockPlace, LockShares } from './lock-shares.ts';

/** A take-over of a lock, as it is put on record. */
export interface TakeOver {
  readonly place: LockPlace;
  /** The lock as it was taken. */
  readonly lock: LockFile;
  /** Whose it was; absent where that could not be read. */
  readonly from: LockFile | undefined;
  /** Whether the lock was alive, and not one of this core. */
  readonly forced: boolean;
  readonly reason: string | undefined;
}

/** Where take-overs are logged. */
export interface TakeOverLog {
  info(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Puts take-overs on record: in the audit trail of the file's project, or in the core's log where it is in none. */
export class TakeOverRecord {
  readonly #audit: Pick<AuditTrail, 'append'>;
  readonly #log: TakeOverLog;
  readonly #shares: LockShares;

  constructor(audit: Pick<AuditTrail, 'append'>, log: TakeOverLog, shares: LockShares) {
    this.#audit = audit;
    this.#log = log;
    this.#shares = shares;
  }

  /** Never fails: what cannot be written into the audit trail is in the log. */
  async add({ place, lock, from, forced, reason }: TakeOver): Promise<void> {
    const { file } = place;
    const facts = {
      id: lock.session,
      forced,
      ...(from !== undefined && { from: personIn(from) }),
      ...(reason !== undefined && { reason }),
    };
    try {
      const root = await this.#shares.do(place, async () => {
        const project = await findProjectRoot(path.dirname(file));
        if (project === undefined) return undefined;
        const name = path.relative(project, file).replaceAll('\\', '/');
        const event = { event: 'lock-taken-over', file: name, ...facts };
        await this.#audit.append(project, event, new Date().toISOString());
        return project;
      });
      if (root === undefined) this.#log.info({ file, ...facts }, 'A lock was taken over.');
    } catch (error) {
      this.#log.error({ err: error, file, ...facts }, 'A take-over of a lock is not in the audit trail.');
    }
  }
}

const personIn = ({ user, displayName, machine, application, acquired }: LockFile) => ({
  user,
  ...(displayName !== undefined && { displayName }),
  machine,
  application,
  acquired,
});
