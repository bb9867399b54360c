import path from 'node:path';
import { findProjectRoot } from '../../project/load-project.ts';
import type { Lock } from '../../protocol/locks.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { LockShares } from './lock-shares.ts';

/** Puts locks that are taken on record, in the audit trail of the file's project. Nobody waits for it. */
export class LockedRecord {
  readonly #audit: Pick<AuditTrail, 'append'>;
  readonly #shares: LockShares;
  readonly #log: { warn(facts: object, message: string): void };
  readonly #pending = new Set<Promise<void>>();
  /** The last sessions that were told of, the oldest first: a client asks for a lock that it has at every edit. */
  readonly #told = new Set<string>();

  constructor(
    audit: Pick<AuditTrail, 'append'>,
    shares: LockShares,
    log: { warn(facts: object, message: string): void },
  ) {
    this.#audit = audit;
    this.#shares = shares;
    this.#log = log;
  }

  /** Never fails: what cannot be written into the audit trail is in the log. */
  add({ file, owner }: Lock): void {
    if (owner === undefined || this.#told.has(owner.session)) return;
    this.#told.add(owner.session);
    const [oldest] = this.#told;
    if (this.#told.size > 10_000 && oldest !== undefined) this.#told.delete(oldest);
    const work = this.#append(file, owner.session)
      .catch((error: unknown) => this.#log.warn({ err: error, file }, 'A lock is not in the audit trail.'))
      .finally(() => this.#pending.delete(work));
    this.#pending.add(work);
  }

  /** Resolves when everything is on record that was added before. */
  async settled(): Promise<void> {
    await Promise.all(this.#pending);
  }

  async #append(file: string, session: string): Promise<void> {
    await this.#shares.do(await this.#shares.placeOf(file), async () => {
      const root = await findProjectRoot(path.dirname(file));
      if (root === undefined) return;
      const name = path.relative(root, file).replaceAll('\\', '/');
      await this.#audit.append(root, { event: 'locked', id: session, file: name }, new Date().toISOString());
    });
  }
}
