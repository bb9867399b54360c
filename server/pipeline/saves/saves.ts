import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ComplineError } from '../../protocol/errors.ts';
import type { SaveChoice, SaveConflict, SavedVersion } from '../../protocol/saves.ts';
import { type FileIdentity, identityOf, readWhole } from '../files/file-identity.ts';
import { checkRoom } from '../files/room.ts';
import type { SaveGuard } from '../locks/save-guard.ts';
import { Conflicts } from './conflicts.ts';
import { EditorSaves, type OnShare } from './editor-saves.ts';
import { guardedSave, type LostSave } from './guarded-save.ts';
import { KnownFiles } from './known-files.ts';
import { lockStanding } from './lock-standing.ts';
import { RecordFolder } from './record-folder.ts';
import type { SaveContext } from './save-context.ts';
import { type ConflictRecord, conflictRecordSchema, type PendingSave, pendingSaveSchema } from './save-records.ts';
import { saveVersion, type VersionWish } from './save-version.ts';
import { KEEPING, type KeepingRules, TextStore } from './text-store.ts';

/** What saves are made of. */
export interface SavesOptions extends SaveContext {
  /** Folder of this machine in which texts, saves and conflicts are kept. */
  readonly folder: string;
  readonly guard: SaveGuard;
  /** Tells whoever holds the lock of a file something, in the name of a client. */
  readonly tellOwner?: (file: string, client: string, message: string) => Promise<void>;
  /** How work of editors' saves is done where their files are; at once, where it is left out. */
  readonly onShare?: OnShare;
  readonly keeping?: KeepingRules;
  /** So long a save waits for another client's save of the same file. Milliseconds. */
  readonly patience?: number;
}

/** An editor waits a second and a half. Milliseconds. */
const PATIENCE = 700;
/** Who asks for conflicts waits so long for saves that others left open. Milliseconds. */
const RECOVERY = 2000;
/** Texts that nobody needs are looked for after so many saves. */
const PRUNE_EVERY = 50;

const atOnce: OnShare = async (_file, work) => await work();

/**
 * Saves of comps: those of editors, which are looked after, and those of the core, which are guarded. Where a save
 * replaced what somebody else had written, or had no right to, both texts are kept as a conflict until somebody has
 * decided. Everything is written down before it is relied on: a crash of the core or of an editor loses none of it.
 */
export class Saves {
  readonly #context: SaveContext;
  readonly #guard: SaveGuard;
  readonly #tellOwner: SavesOptions['tellOwner'];
  readonly #onShare: OnShare;
  readonly #texts: TextStore;
  readonly #pending: RecordFolder<PendingSave>;
  readonly #records: RecordFolder<ConflictRecord>;
  readonly #known = new KnownFiles();
  /** Files that are just being read for `remember`, by client and path: a save waits for that. */
  readonly #remembering = new Map<string, Promise<void>>();
  readonly #conflicts: Conflicts;
  readonly #editors: EditorSaves;
  #untilPrune = PRUNE_EVERY;
  #recovering: Promise<void> | undefined;

  constructor(options: SavesOptions) {
    const { folder, guard, tellOwner, onShare = atOnce, keeping = KEEPING, patience = PATIENCE, ...context } = options;
    this.#context = context;
    this.#guard = guard;
    this.#tellOwner = tellOwner;
    const onDamaged = (file: string) => context.log.warn({ file }, 'The record of a save cannot be read');
    const texts = new TextStore(path.join(folder, 'texts'), context.now, keeping);
    const pending = new RecordFolder(path.join(folder, 'pending'), pendingSaveSchema, onDamaged);
    const records = new RecordFolder(path.join(folder, 'conflicts'), conflictRecordSchema, onDamaged);
    const giveBack = (record: ConflictRecord, text: Uint8Array, client: string) => this.#giveBack(record, text, client);
    const conflicts = new Conflicts(context, records, texts, giveBack);
    this.#onShare = onShare;
    this.#texts = texts;
    this.#pending = pending;
    this.#records = records;
    this.#conflicts = conflicts;
    const known = this.#known;
    this.#editors = new EditorSaves({ context, guard, texts, pending, conflicts, known, onShare, patience });
  }

  /**
   * Remembers what a client knows of a file: what it holds now. For when the client begins to change it. Errors: those
   * of reading the file.
   */
  async remember(file: string, client: string): Promise<void> {
    const remembering = this.#onShare(file, () => identityOf(path.resolve(file))).then((identity) => {
      if (identity !== undefined) this.#known.set(file, client, identity);
    });
    const key = `${client}\n${path.resolve(file)}`;
    this.#remembering.set(key, remembering);
    try {
      await remembering;
    } finally {
      if (this.#remembering.get(key) === remembering) this.#remembering.delete(key);
    }
  }

  /**
   * A client is about to save: what the file holds is kept. Answers the id of the save. Errors: `not-supported` for a
   * file of more than 100 MB, `share-unreachable`, those of reading it and of writing in the state folder.
   */
  async begin(file: string, client: string): Promise<string> {
    const target = path.resolve(file);
    await this.#remembering.get(`${client}\n${target}`)?.catch(() => undefined);
    return await this.#editors.begin(target, client);
  }

  /**
   * A client has saved. Answers the conflict, where there is one. Errors: `not-found`, and those of reading the file:
   * then the save is still open, and can be ended again.
   */
  async end(id: string, client: string): Promise<SaveConflict | undefined> {
    const conflict = await this.#editors.end(id, client);
    this.#untilPrune -= 1;
    if (this.#untilPrune <= 0) await this.#prune();
    return conflict;
  }

  /** What nobody has decided on yet, the oldest first. */
  async conflicts(): Promise<SaveConflict[]> {
    // What others left open is compared before, but a share may never answer.
    const compared = Promise.all([this.#recovering, this.#editors.endLeft()]);
    await Promise.race([compared, pause(RECOVERY, undefined, { ref: false })]);
    return await this.#conflicts.list();
  }

  /**
   * Decides on a conflict. Answers the version that was made. Errors: `not-found`; `file-changed` where the file is no
   * longer what was saved; `share-unreachable`; those of a version and of a guarded save. The conflict then stays.
   */
  async resolve(id: string, choice: SaveChoice, client: string): Promise<SavedVersion | undefined> {
    const record = await this.#records.get(id);
    if (record !== undefined) await this.#assertAnswers(record.file);
    return await this.#conflicts.resolve(id, choice, client);
  }

  /** Copies a comp into `_versions`, see `saveVersion`. Error besides: `share-unreachable`. */
  async version(wish: VersionWish): Promise<SavedVersion> {
    await this.#assertAnswers(wish.file);
    return await saveVersion(this.#context, wish);
  }

  /** Sees that a client may replace a file. Errors: `locked`, `lock-lost`, those of the share. */
  async checkMaySave(file: string, client: string): Promise<void> {
    const target = path.resolve(file);
    await this.#onShare(target, () => this.#guard.fenceOf(target, client));
  }

  /**
   * Replaces a file in the name of a client, see `guardedSave`. Where it turns out that the lock was lost before the file
   * was replaced, both texts are kept as a conflict, which is in the error, and whoever has the lock is told.
   */
  async save(
    file: string,
    data: Uint8Array,
    { client, expected }: { readonly client: string; readonly expected: FileIdentity | 'missing' },
  ): Promise<FileIdentity> {
    const target = path.resolve(file);
    await this.#context.sweep.folder(path.dirname(target));
    await checkRoom(path.dirname(target), data.length);
    let conflict: SaveConflict | undefined;
    const onLost = async (lost: LostSave) => {
      conflict = await this.#keepLost(target, data, client, lost);
    };
    try {
      const identity = await guardedSave({ file: target, data, client, expected, guard: this.#guard, onLost });
      this.#known.set(target, client, identity);
      return identity;
    } catch (error) {
      if (conflict === undefined || !ComplineError.is(error, 'lock-lost')) throw error;
      throw new ComplineError({ ...error.toData(), details: { conflict } }, { cause: error });
    }
  }

  /** A client's connection has ended: saves that it did not end are compared all the same. */
  async clientEnded(client: string): Promise<void> {
    await this.#editors.endDead(client);
    this.#known.forget(client);
  }

  /** Compares what the core before this one left open. To be called once, before anything else. */
  async recover(): Promise<void> {
    this.#recovering = this.#editors.endDead().then(() => this.#prune());
    await this.#recovering;
  }

  /** What takes long is not begun on a share that does not answer. Error `share-unreachable`. */
  async #assertAnswers(file: string): Promise<void> {
    const target = path.resolve(file);
    await this.#onShare(target, () => stat(target).catch(() => undefined));
  }

  async #giveBack({ file, saved, reason }: ConflictRecord, text: Uint8Array, client: string): Promise<void> {
    const { refused } = await lockStanding(this.#guard, file, client);
    if (refused === undefined || reason === 'changed') {
      await this.save(file, text, { client, expected: saved });
      return;
    }
    // Whoever has the lock gets back what they had: it is their text that the save replaced.
    await this.#context.files.write(file, text, { expected: saved });
    await this.remember(file, client);
  }

  async #keepLost(file: string, ours: Uint8Array, client: string, lost: LostSave): Promise<SaveConflict | undefined> {
    const { reason, owner } = lost;
    const read = lost.theirs === undefined ? undefined : await readWhole(lost.theirs);
    if (read === undefined) return undefined;
    const theirs = await this.#texts.keep(read.bytes, path.basename(file));
    const saved = (await identityOf(file)) ?? read.identity;
    const conflict = await this.#conflicts.keep({ file, client, reason, theirs, ours, saved, owner });
    const { user, machine } = this.#context.by;
    const name = path.basename(file);
    const where = lost.isKept ? `beside it, as ${path.basename(lost.theirs ?? '')}` : `on ${machine}, in ${theirs}`;
    const message = `${user} on ${machine} replaced ${name} without knowing that the lock was yours by then. It holds their text now; yours is kept ${where}.`;
    await this.#tellOwner?.(file, client, message).catch((error: unknown) =>
      this.#context.log.error({ err: error, file }, 'The owner of a lock was not told of a save that came too late'),
    );
    return conflict;
  }

  async #prune(): Promise<void> {
    this.#untilPrune = PRUNE_EVERY;
    try {
      const referred = new Set<string>();
      for (const { before } of await this.#pending.all()) if (before !== undefined) referred.add(before.text);
      for (const { theirs, ours } of await this.#records.all()) referred.add(theirs).add(ours);
      await this.#texts.prune(referred);
    } catch (error) {
      this.#context.log.warn({ err: error }, 'Texts that nobody needs could not be removed');
    }
  }
}
