import { randomUUID } from 'node:crypto';
import { WEBHOOK_EVENTS } from '../../formats/config/schema.ts';
import type { AuditEvent, AuditTrail } from '../audit/audit-trail.ts';
import type { RecordFolder } from '../saves/record-folder.ts';
import type { BegunEvent } from './begun-event.ts';
import type { Webhooks } from './webhooks.ts';

/** What an announced trail is made of. */
export interface AnnouncedTrailOptions {
  readonly trail: Pick<AuditTrail, 'append' | 'holds' | 'fileOf'>;
  readonly webhooks: Pick<Webhooks, 'notify'>;
  /** What was begun and is not told yet, for the next process. */
  readonly begun: Pick<RecordFolder<BegunEvent>, 'all' | 'put' | 'remove'>;
  readonly log: { warn(facts: object, message: string): void };
}

/**
 * An audit trail that tells webhooks what was put on record. Where a process dies between the two the next one tells what
 * is on record; what is on record again after a crash is kept again under the same key, and goes once.
 */
export class AnnouncedTrail {
  readonly #options: AnnouncedTrailOptions;

  constructor(options: AnnouncedTrailOptions) {
    this.#options = options;
  }

  /** As `AuditTrail.append`. What is not on record is told to nobody. */
  async append(root: string, event: AuditEvent, at: string): Promise<void> {
    const { trail, webhooks } = this.#options;
    const begun = WEBHOOK_EVENTS.some((it) => it === event.event) ? await this.#begin({ root, event, at }) : undefined;
    try {
      await trail.append(root, event, at);
      await webhooks.notify(root, event, at);
    } finally {
      if (begun !== undefined) await this.#end(begun);
    }
  }

  /** Tells what an earlier process put on record and did not come to tell. Never fails. */
  async recover(): Promise<void> {
    const { trail, webhooks, begun, log } = this.#options;
    try {
      for (const { id, root, event, at } of await begun.all()) {
        if (await trail.holds(root, event)) await webhooks.notify(root, event, at);
        await this.#end(id);
      }
    } catch (error) {
      log.warn({ err: error }, 'What is on record could not be told to webhooks; the next core tries again.');
    }
  }

  /** Undefined where it could not be noted: what happens is put on record all the same. */
  async #begin(event: Pick<BegunEvent, 'root' | 'event' | 'at'>): Promise<string | undefined> {
    const id = randomUUID();
    try {
      await this.#options.begun.put({ version: 1, id, ...event });
      return id;
    } catch (error) {
      this.#options.log.warn({ err: error }, 'An event could not be noted before it is put on record.');
      return undefined;
    }
  }

  async #end(id: string): Promise<void> {
    await this.#options.begun
      .remove(id)
      .catch((error: unknown) => this.#options.log.warn({ err: error }, 'What was told could not be forgotten.'));
  }

  /** As `AuditTrail.fileOf`. */
  fileOf(root: string): string {
    return this.#options.trail.fileOf(root);
  }
}
