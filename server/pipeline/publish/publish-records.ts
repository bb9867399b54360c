import { ComplineError } from '../../protocol/errors.ts';
import { type Publish, publishSchema } from '../../protocol/publishes.ts';
import type { FileOperations } from '../files/file-operations.ts';
import { Journal } from './journal.ts';
import type { PublishChange, PublishLog } from './publish-context.ts';
import { hasEnded, type PublishRecord, removeStaging } from './publish-record.ts';

/** So many ended publishes are kept. */
const MOST_ENDED = 100;

/** The records of all publishes, in memory as they are in the journal, and who wants to hear of their changes. */
export class PublishRecords {
  readonly #journal: Journal;
  readonly #files: FileOperations;
  readonly #log: PublishLog;
  readonly #listeners = new Set<(publish: Publish) => void>();
  #loading: Promise<Map<string, PublishRecord>> | undefined;

  constructor(stateFolder: string, files: FileOperations, log: PublishLog) {
    this.#journal = new Journal(stateFolder, files);
    this.#files = files;
    this.#log = log;
  }

  /** All records, the newest first. */
  async all(): Promise<readonly PublishRecord[]> {
    return [...(await this.#load()).values()].sort((a, b) => b.publish.startedAt - a.publish.startedAt);
  }

  /** One record. Error: `not-found`. */
  async get(id: string): Promise<PublishRecord> {
    const record = (await this.#load()).get(id);
    if (record !== undefined) return record;
    throw new ComplineError({
      code: 'not-found',
      message: `There is no publish ${id}.`,
      nextStep: 'List the publishes.',
    });
  }

  /** Writes down a publish that begins. */
  async add(record: PublishRecord): Promise<PublishRecord> {
    const records = await this.#load();
    await this.#journal.write(record);
    await this.#keep(record);
    await this.#prune(records);
    return record;
  }

  /** Changes a record: in the journal first, then for everybody. */
  async save(record: PublishRecord, change: PublishChange): Promise<PublishRecord> {
    const changed = await this.#changed(record, change);
    await this.#journal.write(changed);
    return await this.#keep(changed);
  }

  /** Tells how far the verifying of a publish is, which no journal needs to know. */
  async tellProgress(id: string, progress: NonNullable<Publish['progress']>): Promise<void> {
    const records = await this.#load();
    const record = records.get(id);
    if (record?.publish.phase !== 'verifying') return;
    // All at once: the publish may just be going on to its next phase.
    const changed = withChange(record, { publish: { progress } }, record.publish.revision + 1);
    records.set(id, changed);
    this.announce(changed.publish);
  }

  /** The same for the end of a publish, which is told even where the journal cannot be written. */
  async end(record: PublishRecord, change: PublishChange): Promise<PublishRecord> {
    const changed = await this.#changed(record, change);
    await this.#journal.write(changed).catch((error: unknown) => {
      this.#log.error({ err: error, publish: changed.publish.id }, 'The end of a publish could not be written down');
    });
    return await this.#keep(changed);
  }

  /** Tells of a publish that has no record yet. */
  announce(publish: Publish): void {
    for (const listener of this.#listeners) listener(publish);
  }

  onChange(listener: (publish: Publish) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  async #load(): Promise<Map<string, PublishRecord>> {
    this.#loading ??= this.#read().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return await this.#loading;
  }

  async #read(): Promise<Map<string, PublishRecord>> {
    const onDamaged = (file: string) => this.#log.warn({ file }, 'The journal of a publish cannot be read');
    return new Map((await this.#journal.readAll(onDamaged)).map((record) => [record.publish.id, record]));
  }

  /** Of ended publishes the newest are kept; with the others go the frames that waited for a retry. */
  async #prune(records: Map<string, PublishRecord>): Promise<void> {
    const ended = [...records.values()].filter(hasEnded).sort((a, b) => b.publish.startedAt - a.publish.startedAt);
    for (const { publish, work } of ended.slice(MOST_ENDED)) {
      try {
        await removeStaging(this.#files, work);
        await this.#journal.remove(publish.id);
        records.delete(publish.id);
      } catch (error) {
        this.#log.warn({ err: error, publish: publish.id }, 'An old publish could not be removed from the journal');
      }
    }
  }

  /** A changed record, newer than everything that was told of it. */
  async #changed(record: PublishRecord, change: PublishChange): Promise<PublishRecord> {
    const told = (await this.#load()).get(record.publish.id)?.publish.revision ?? 0;
    return withChange(record, change, Math.max(told, record.publish.revision) + 1);
  }

  /** Progress may have been told while the journal was written: what is told later is newer. */
  async #keep(record: PublishRecord): Promise<PublishRecord> {
    const records = await this.#load();
    const { id, revision } = record.publish;
    const told = records.get(id)?.publish.revision ?? 0;
    const kept = told < revision ? record : { ...record, publish: { ...record.publish, revision: told + 1 } };
    records.set(id, kept);
    this.announce(kept.publish);
    return kept;
  }
}

function withChange(record: PublishRecord, change: PublishChange, revision: number): PublishRecord {
  const changed = { ...record.publish, ...change.publish, revision };
  // A key that the change sets to undefined is not there any more.
  const entries = Object.entries(changed).filter(([, value]) => value !== undefined);
  return {
    ...record,
    publish: publishSchema.parse(Object.fromEntries(entries)),
    work: { ...record.work, ...change.work },
  };
}
