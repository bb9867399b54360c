import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ComplineError } from '../../protocol/errors.ts';
import type { SaveConflict } from '../../protocol/saves.ts';
import { readWhole, type WholeFile } from '../files/file-identity.ts';
import type { SaveGuard } from '../locks/save-guard.ts';
import type { Conflicts } from './conflicts.ts';
import { judgeSave } from './judge-save.ts';
import type { KnownFiles } from './known-files.ts';
import { type LockStanding, lockStanding } from './lock-standing.ts';
import type { RecordFolder } from './record-folder.ts';
import { LARGEST_KEPT, type SaveContext } from './save-context.ts';
import type { PendingSave } from './save-records.ts';
import { keepSaved, savedSince } from './saved-links.ts';
import type { TextStore } from './text-store.ts';

/** Does work where a file is, and nobody waits for it for ever. Errors: those of the work, and `share-unreachable`. */
export type OnShare = <Result>(file: string, work: () => Promise<Result>) => Promise<Result>;

/** What is needed to look after the saves of editors. */
export interface EditorSavesParts {
  readonly context: SaveContext;
  readonly guard: SaveGuard;
  readonly texts: TextStore;
  readonly pending: RecordFolder<PendingSave>;
  readonly conflicts: Conflicts;
  readonly known: KnownFiles;
  readonly onShare: OnShare;
  /** So long a save waits for another client's save of the same file. Milliseconds. */
  readonly patience: number;
}

/** Saves that nobody can veto: what stands in the file is kept before, and compared after. */
export class EditorSaves {
  readonly #parts: EditorSavesParts;
  /** Saves that have begun in this process and not ended, by their ids. */
  readonly #open = new Map<string, OpenSave>();
  /** What is being compared, by the ids of the saves. */
  readonly #ending = new Map<string, Promise<SaveConflict | undefined>>();
  /** Saves whose client has ended and that could not be compared, by their ids. */
  readonly #left = new Set<string>();

  constructor(parts: EditorSavesParts) {
    this.#parts = parts;
  }

  /** See `Saves.begin`. */
  async begin(file: string, client: string): Promise<string> {
    await this.#endEarlier(file, client);
    await this.#waitForOthers(file, client);
    const id = randomUUID();
    const open: OpenSave = { file, client, ended: Promise.withResolvers<void>(), isShared: false };
    for (const other of this.#othersAt(file, client)) other.isShared = open.isShared = true;
    this.#open.set(id, open);
    try {
      await this.#parts.pending.put(await this.#look(id, file, client));
      return id;
    } catch (error) {
      this.#close(id);
      throw error;
    }
  }

  /** See `Saves.end`. */
  async end(id: string, client: string): Promise<SaveConflict | undefined> {
    const pending = await this.#parts.pending.get(id);
    if (pending === undefined || pending.client !== client) throw unknown();
    return await this.#end(pending, false);
  }

  /** Compares the saves that a client did not end, or those of all clients. */
  async endDead(client?: string): Promise<void> {
    const saves = await this.#parts.pending.all();
    await this.#endAll(saves.filter((save) => client === undefined || save.client === client));
  }

  /** Tries those again that could not be compared when their client had ended. */
  async endLeft(): Promise<void> {
    if (this.#left.size === 0) return;
    await this.#endAll((await this.#parts.pending.all()).filter(({ id }) => this.#left.has(id)));
  }

  async #endAll(saves: readonly PendingSave[], isDead = true): Promise<void> {
    await Promise.all(
      saves.map(async (save) => {
        this.#left.delete(save.id);
        await this.#end(save, isDead).catch((error: unknown) => {
          this.#left.add(save.id);
          const { log } = this.#parts.context;
          log.warn({ err: error, file: save.file }, 'A save that never ended could not be compared yet');
        });
      }),
    );
  }

  /** A client that saves a file again has ended its save before, whether it said so or not. */
  async #endEarlier(file: string, client: string): Promise<void> {
    const saves = await this.#parts.pending.all();
    await this.#endAll(
      saves.filter((save) => save.file === file && save.client === client),
      false,
    );
  }

  /** Keeps what stands in the file, and looks at what is wrong already. */
  async #look(id: string, file: string, client: string): Promise<PendingSave> {
    const { context, texts, known } = this.#parts;
    const [read, { refused, owner, fence }] = await Promise.all([this.#read(file), this.#standing(file, client)]);
    const save = {
      ...{ id, file, client, at: new Date(context.now()).toISOString() },
      ...(owner !== undefined && { owner }),
      ...(fence !== undefined && { fence }),
    };
    if (read === undefined) return { ...save, ...(refused !== undefined && { reason: refused }) };
    const { identity, bytes } = read;
    const before = { text: await texts.keep(bytes, path.basename(file)), identity };
    const base = known.of(file, client);
    if (base === undefined) known.set(file, client, identity);
    const isChanged = base !== undefined && base.sha256 !== identity.sha256;
    const reason = refused ?? (isChanged ? 'changed' : undefined);
    return { ...save, before, ...(reason !== undefined && { reason }) };
  }

  /** A save ends once, also where its client ends in the middle of that. */
  async #end(save: PendingSave, isDead: boolean): Promise<SaveConflict | undefined> {
    const ending = this.#ending.get(save.id) ?? this.#compare(save, isDead);
    this.#ending.set(save.id, ending);
    try {
      return await ending;
    } finally {
      this.#ending.delete(save.id);
    }
  }

  async #compare(save: PendingSave, isDead: boolean): Promise<SaveConflict | undefined> {
    const { context, pending, conflicts, known, onShare, texts } = this.#parts;
    const { id, file, client, before } = save;
    const [read, standing] = await Promise.all([
      this.#read(file),
      // The locks of a client that has died say nothing of the time when it saved.
      isDead ? undefined : this.#standing(file, client),
    ]);
    const between = await this.#savedBetween(save, standing);
    const replaced = between ?? (before && (await readWhole(before.text))?.bytes);
    const reason = judgeSave({
      ...(replaced !== undefined && { before: replaced }),
      ...(read !== undefined && { after: read.bytes }),
      atBegin: save.reason,
      atEnd: standing?.refused,
      isShared: this.#open.get(id)?.isShared === true,
      isDead,
    });
    let conflict: SaveConflict | undefined;
    const theirs = between === undefined ? before?.text : await texts.keep(between, path.basename(file));
    if (read !== undefined && theirs !== undefined && reason !== undefined) {
      const owner = save.owner ?? standing?.owner;
      conflict = await conflicts.keep({ file, client, reason, theirs, ours: read.bytes, saved: read.identity, owner });
    }
    const isSaved = read !== undefined && read.identity.sha256 !== before?.identity.sha256;
    if (isSaved && !isDead) known.set(file, client, read.identity);
    await pending.remove(id);
    this.#close(id);
    if (isSaved && conflict === undefined) await this.#keepBesideLock(file, standing);
    await onShare(file, () => context.sweep.folder(path.dirname(file))).catch(() => undefined);
    return conflict;
  }

  /**
   * What somebody saved who took the client's lock over between the beginning of a save and its end, as where this core
   * stood still meanwhile: the save replaced that, and not what was there when it began.
   */
  async #savedBetween(
    { file, fence }: PendingSave,
    standing: LockStanding | undefined,
  ): Promise<Uint8Array | undefined> {
    if (standing?.refused === undefined || fence === undefined) return undefined;
    const { onShare, context } = this.#parts;
    return await onShare(file, async () => {
      const kept = await savedSince(file, fence);
      return kept === undefined ? undefined : (await readWhole(kept, LARGEST_KEPT))?.bytes;
    }).catch((error: unknown) => {
      context.log.warn({ err: error, file }, 'What was saved meanwhile beside the lock cannot be read');
      return undefined;
    });
  }

  async #keepBesideLock(file: string, standing: LockStanding | undefined): Promise<void> {
    const { fence } = standing ?? {};
    if (fence === undefined) return;
    const { onShare, context } = this.#parts;
    await onShare(file, () => keepSaved(file, fence, file)).catch((error: unknown) =>
      context.log.warn({ err: error, file }, 'What was saved could not be kept beside its lock'),
    );
  }

  async #read(file: string): Promise<WholeFile | undefined> {
    return await this.#parts.onShare(file, () => readWhole(file, LARGEST_KEPT));
  }

  /** A share that does not answer says nothing about a lock: the text is kept in any case. */
  async #standing(file: string, client: string): Promise<LockStanding> {
    const { guard, context } = this.#parts;
    return await lockStanding(guard, file, client).catch((error: unknown) => {
      context.log.warn({ err: error, file }, 'The lock of a file that is saved could not be asked for');
      return { fence: undefined };
    });
  }

  async #waitForOthers(file: string, client: string): Promise<void> {
    const others = this.#othersAt(file, client);
    if (others.length === 0) return;
    const ended = Promise.all(others.map((other) => other.ended.promise));
    await Promise.race([ended, pause(this.#parts.patience, undefined, { ref: false })]);
  }

  #othersAt(file: string, client: string): OpenSave[] {
    return [...this.#open.values()].filter((open) => open.file === file && open.client !== client);
  }

  #close(id: string): void {
    this.#open.get(id)?.ended.resolve();
    this.#open.delete(id);
  }
}

interface OpenSave {
  readonly file: string;
  readonly client: string;
  readonly ended: PromiseWithResolvers<void>;
  /** Another client saves the same file at the same time. */
  isShared: boolean;
}

function unknown(): ComplineError {
  const message = 'No such save has begun, or it has ended already.';
  return new ComplineError({ code: 'not-found', message, nextStep: 'Save the file again.' });
}
