import type { AuditEvent, AuditTrail } from '../audit/audit-trail.ts';
import type { Webhooks } from './webhooks.ts';

/**
 * An audit trail that tells webhooks what was put on record. The messages are kept in the same step: what is on record
 * again after a crash is kept again under the same key, and goes once.
 */
export class AnnouncedTrail {
  readonly #trail: Pick<AuditTrail, 'append' | 'fileOf'>;
  readonly #webhooks: Pick<Webhooks, 'notify'>;

  constructor(trail: Pick<AuditTrail, 'append' | 'fileOf'>, webhooks: Pick<Webhooks, 'notify'>) {
    this.#trail = trail;
    this.#webhooks = webhooks;
  }

  /** As `AuditTrail.append`. What is not on record is told to nobody. */
  async append(root: string, event: AuditEvent, at: string): Promise<void> {
    await this.#trail.append(root, event, at);
    await this.#webhooks.notify(root, event, at);
  }

  /** As `AuditTrail.fileOf`. */
  fileOf(root: string): string {
    return this.#trail.fileOf(root);
  }
}
