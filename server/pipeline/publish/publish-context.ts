import type { InTurn } from '../../link/in-turn.ts';
import type { Publish } from '../../protocol/publishes.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { FileOperations } from '../files/file-operations.ts';
import type { PublishQueue } from '../queue/queue.ts';
import type { PublishRecord, PublishWork } from './publish-record.ts';

/** Where the publisher tells what nobody asked for; a pino logger is one. */
export interface PublishLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** What changes in a record with a step: keys that are `undefined` are taken out. */
export interface PublishChange {
  readonly publish?: { readonly [Key in keyof Publish]?: Publish[Key] | undefined };
  readonly work?: Partial<PublishWork>;
}

/** What the steps of a publish work with. */
export interface PublishContext {
  readonly files: FileOperations;
  readonly queue: PublishQueue;
  readonly audit: Pick<AuditTrail, 'append' | 'fileOf'>;
  readonly by: { readonly user: string; readonly machine: string };
  /** The version of Compline. */
  readonly version: string;
  readonly log: PublishLog;
  /** Deliveries are replaced one after the other; by their paths without endings. */
  readonly deliveries: InTurn;
  /** True where somebody wants this publish to end. */
  isCancelled(publish: string): boolean;
  /** Tells how far the verifying of a publish is. */
  progress(publish: string, progress: NonNullable<Publish['progress']>): void;
  /** Changes a record, in the journal first; then the listeners are told. Answers the changed record. */
  save(record: PublishRecord, change: PublishChange): Promise<PublishRecord>;
  /** The same for the end of a publish: where the journal cannot be written, everybody is told all the same. */
  end(record: PublishRecord, change: PublishChange): Promise<PublishRecord>;
}
