import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { ComplineError } from '../../protocol/errors.ts';
import type { LockFile } from '../../protocol/locks.ts';
import { type SaveChoice, type SaveConflict, type SavedVersion, saveConflictSchema } from '../../protocol/saves.ts';
import { type FileIdentity, isStill, readWhole } from '../files/file-identity.ts';
import type { RecordFolder } from './record-folder.ts';
import { type SaveContext, tellTrail } from './save-context.ts';
import type { ConflictRecord } from './save-records.ts';
import { saveVersion } from './save-version.ts';
import type { TextStore } from './text-store.ts';

/** What is to be kept of a save that replaced what it should not. */
export interface ConflictFacts {
  readonly file: string;
  readonly client: string;
  readonly reason: SaveConflict['reason'];
  /** Where what stood in the file is kept. */
  readonly theirs: string;
  /** What was saved. */
  readonly ours: Uint8Array;
  /** What the file holds now. */
  readonly saved: FileIdentity;
  readonly owner: LockFile | undefined;
}

/** Gives a file back what it held, if it still is what was saved. */
export type GiveBack = (record: ConflictRecord, text: Uint8Array, client: string) => Promise<void>;

/** The conflicts that nobody has decided on yet, and the decisions. */
export class Conflicts {
  readonly #context: SaveContext;
  readonly #records: RecordFolder<ConflictRecord>;
  readonly #texts: TextStore;
  readonly #giveBack: GiveBack;
  /** The last decision on each conflict, so that one is decided on once. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(context: SaveContext, records: RecordFolder<ConflictRecord>, texts: TextStore, giveBack: GiveBack) {
    this.#context = context;
    this.#records = records;
    this.#texts = texts;
    this.#giveBack = giveBack;
  }

  /** Keeps a conflict; durable when it resolves. Errors: those of `fileError`, of the state folder. */
  async keep({ ours, owner, ...facts }: ConflictFacts): Promise<SaveConflict> {
    const { file, reason, saved } = facts;
    const record: ConflictRecord = {
      ...facts,
      id: randomUUID(),
      ours: await this.#texts.keep(ours, path.basename(file)),
      ...(owner !== undefined && { owner }),
      at: new Date(this.#context.now()).toISOString(),
    };
    await this.#records.put(record);
    const holder = owner && { user: owner.user, machine: owner.machine };
    const event = { event: 'save-conflict', id: record.id, reason, sha256: saved.sha256 };
    await tellTrail(this.#context, file, { ...event, ...(holder !== undefined && { holder }) });
    return saveConflictSchema.parse(record);
  }

  /** The oldest first. */
  async list(): Promise<SaveConflict[]> {
    const records = [...(await this.#records.all())].sort((a, b) => a.at.localeCompare(b.at));
    return records.map((record) => saveConflictSchema.parse(record));
  }

  /** See `Saves.resolve`. */
  async resolve(id: string, choice: SaveChoice, client: string): Promise<SavedVersion | undefined> {
    const last = this.#turns.get(id) ?? Promise.resolve();
    const turn = last.catch(() => undefined).then(() => this.#resolve(id, choice, client));
    this.#turns.set(id, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(id) === turn) this.#turns.delete(id);
    }
  }

  async #resolve(id: string, choice: SaveChoice, client: string): Promise<SavedVersion | undefined> {
    const record = await this.#records.get(id);
    if (record === undefined) throw unknown();
    const { file, ours, theirs, saved, reason } = record;
    let { version } = record;
    if (choice !== 'keep-ours') {
      if (!(await isStill(file, saved))) throw changedSince(file);
      const text = await textOf(theirs);
      if (choice === 'new-version' && version === undefined) {
        const comment = 'Saved while somebody else was at work on the comp.';
        version = await saveVersion(this.#context, { file, comment, bytes: await textOf(ours) });
        // Should what follows fail, the next decision does not make another one.
        await this.#records.put({ ...record, version });
      }
      await this.#giveBack(record, text, client);
    }
    await this.#records.remove(id);
    const event = { event: 'save-conflict-decided', id, choice, reason };
    await tellTrail(this.#context, file, { ...event, ...(version !== undefined && { versionFile: version.file }) });
    return choice === 'new-version' ? version : undefined;
  }
}

async function textOf(file: string): Promise<Uint8Array> {
  const read = await readWhole(file);
  if (read !== undefined) return read.bytes;
  const message = 'A text that was kept of this save is not there any more.';
  throw new ComplineError({ code: 'not-found', message, nextStep: 'Keep the file as it is.', path: file });
}

function unknown(): ComplineError {
  const message = 'There is no such save to decide on, or it was decided on already.';
  return new ComplineError({ code: 'not-found', message, nextStep: 'List what is to be decided.' });
}

function changedSince(file: string): ComplineError {
  return new ComplineError({
    code: 'file-changed',
    message: `${path.basename(file)} is no longer what was saved: somebody has changed it since.`,
    nextStep: 'Compare the texts, or keep the file as it is.',
    path: file,
  });
}
