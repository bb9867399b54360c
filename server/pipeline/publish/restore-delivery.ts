import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { stateFiles } from '../../link/state-folder.ts';
import { EXPORT_FOLDER } from '../../project/output-path.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { RestoredDelivery } from '../../protocol/publishes.ts';
import { fileError, systemCode } from '../files/file-error.ts';
import {
  type Delivery,
  deliveredNow,
  deliveryManifest,
  filesUnder,
  keptFolder,
  keptNames,
  manifestOfDelivery,
} from './delivery-places.ts';
import { releaseTurn, takeTurn } from './delivery-turn.ts';
import type { PublishContext } from './publish-context.ts';
import { type Swap, swapIn, undoSwap } from './swap-delivery.ts';

/** The journal of bringing a delivery back. */
const journalSchema = z.object({
  version: z.literal(1),
  id: z.string(),
  project: z.string(),
  folder: z.string(),
  name: z.string(),
  /** The name of the kept folder that comes back, and the files in it. */
  from: z.string(),
  names: z.array(z.string()),
  at: z.string(),
  /** True once all of it is in place. */
  committed: z.boolean(),
});
type RestoreJournal = z.output<typeof journalSchema>;

/** Which delivery is meant. */
export interface DeliveryWish {
  /** Root of the project; absolute. */
  readonly project: string;
  /** The comp that it was rendered from; absolute. */
  readonly comp?: string | undefined;
  /** Its name in the export folder. */
  readonly name?: string | undefined;
}

/** What is kept of a delivery. */
interface Kept extends Delivery {
  readonly from: string;
  readonly comp: string | undefined;
}

/**
 * Brings back what was delivered before the present delivery, which is kept in its place: doing it again brings that
 * back. After a crash in the middle `recover` leaves the one or the other, whole.
 */
export class DeliveryRestorer {
  readonly #context: PublishContext;
  readonly #folder: string;

  constructor(context: PublishContext, stateFolder: string) {
    this.#context = context;
    this.#folder = path.join(stateFiles(stateFolder).publishes, 'restores');
  }

  /**
   * Brings a delivery back. Errors: `not-found` where nothing is kept, `invalid-parameters` with the names in `details`
   * where several deliveries are meant, `locked`, `file-changed`, and those of `fileError`.
   */
  async restore(wish: DeliveryWish): Promise<RestoredDelivery> {
    const kept = await findKept(wish);
    return await this.#context.deliveries.run(path.join(kept.folder, kept.name), () => this.#swap(wish, kept));
  }

  /** Finishes or undoes what a process left that has died. */
  async recover(): Promise<void> {
    for (const journal of await this.#journals()) {
      try {
        if (journal.committed) await this.#finish(journal);
        else await this.#undo(journal);
      } catch (error) {
        this.#context.log.error({ err: error, delivery: journal.name }, 'A delivery could not be brought back yet');
      }
    }
  }

  async #swap(wish: DeliveryWish, kept: Kept): Promise<RestoredDelivery> {
    const { files, by } = this.#context;
    const id = randomUUID();
    const at = new Date().toISOString();
    const names = [...(await filesUnder(path.join(keptFolder(kept), kept.from)))];
    const { folder, name, from } = kept;
    let journal: RestoreJournal = {
      version: 1,
      id,
      project: wish.project,
      folder,
      name,
      from,
      names,
      at,
      committed: false,
    };
    await this.#write(journal);
    try {
      await takeTurn(files, kept, { id, ...by, at });
      await swapIn(files, swapOf(journal), await deliveredNow(kept, names));
      journal = { ...journal, committed: true };
      await this.#write(journal);
    } catch (error) {
      await this.#undo(journal).catch((failure: unknown) => {
        this.#context.log.error({ err: failure, delivery: name }, 'A delivery is put back at the next start');
      });
      throw fileError(error, folder, 'bringing back what was delivered in');
    }
    await this.#finish(journal);
    const manifest = await manifestOfDelivery(folder, name);
    return {
      name,
      folder,
      files: names.filter((file) => file !== deliveryManifest(kept)).length,
      ...(manifest !== undefined && { frames: manifest.frames, by: manifest.by, comment: manifest.comment }),
      ...(typeof manifest?.number === 'number' && { version: manifest.number }),
    };
  }

  async #finish(journal: RestoreJournal): Promise<void> {
    const { files, audit } = this.#context;
    const manifest = await manifestOfDelivery(journal.folder, journal.name);
    const event = {
      event: 'restore-delivery',
      id: journal.id,
      delivered: path.relative(journal.project, path.join(journal.folder, journal.name)).replaceAll('\\', '/'),
      ...(manifest !== undefined && { publish: manifest.publish, comp: manifest.comp }),
    };
    await audit.append(journal.project, event, journal.at);
    await files.remove(path.join(keptFolder(journal), journal.from));
    await this.#end(journal);
  }

  async #undo(journal: RestoreJournal): Promise<void> {
    await undoSwap(this.#context.files, swapOf(journal));
    await this.#end(journal);
  }

  async #end(journal: RestoreJournal): Promise<void> {
    await releaseTurn(this.#context.files, journal, journal.id);
    await this.#context.files.remove(this.#fileOf(journal.id));
  }

  async #write(journal: RestoreJournal): Promise<void> {
    await this.#context.files.makeFolder(this.#folder);
    await this.#context.files.write(this.#fileOf(journal.id), `${JSON.stringify(journal, null, 2)}\n`);
  }

  #fileOf(id: string): string {
    return path.join(this.#folder, `${id}.json`);
  }

  async #journals(): Promise<readonly RestoreJournal[]> {
    const names = await readdir(this.#folder).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return [];
      throw error;
    });
    const journals: RestoreJournal[] = [];
    for (const name of names.filter((it) => it.endsWith('.json'))) {
      const file = path.join(this.#folder, name);
      try {
        journals.push(journalSchema.parse(JSON.parse(await readFile(file, 'utf8'))));
      } catch {
        this.#context.log.warn({ file }, 'The journal of a delivery cannot be read');
      }
    }
    return journals;
  }
}

function swapOf(journal: RestoreJournal): Swap {
  const kept = keptFolder(journal);
  return {
    folder: journal.folder,
    aside: path.join(kept, journal.id),
    incoming: journal.names.map((name) => ({ from: path.join(kept, journal.from, name), name })),
  };
}

async function findKept({ project, comp, name }: DeliveryWish): Promise<Kept> {
  const folder = path.join(project, EXPORT_FOLDER);
  const wanted = comp && path.relative(project, comp).replaceAll('\\', '/');
  const found: Kept[] = [];
  for (const candidate of await keptNames(folder)) {
    const kept = await keptOf({ folder, name: candidate });
    if (kept === undefined || (name !== undefined && name !== candidate)) continue;
    // What has no manifest, neither now nor before, is found by its name alone.
    if (wanted === undefined || (kept.comp ?? (name && wanted)) === wanted) found.push(kept);
  }
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const names = found.map((it) => it.name);
  if (first === undefined) {
    throw new ComplineError({
      code: 'not-found',
      message: `In ${EXPORT_FOLDER} nothing is kept of an earlier delivery${comp ? ` of ${path.basename(comp)}` : ''}.`,
      nextStep: 'Only what a publish has replaced, or has been brought back over, can be brought back.',
      path: folder,
    });
  }
  throw new ComplineError({
    code: 'invalid-parameters',
    message: `Several deliveries can be brought back: ${names.join(', ')}.`,
    nextStep: 'Say the name of one of them.',
    path: folder,
    details: { deliveries: names },
  });
}

/** What is kept under a name: there is one at most, but where a commit was cut off. */
async function keptOf(delivery: Delivery): Promise<Kept | undefined> {
  const folder = keptFolder(delivery);
  const files = await filesUnder(folder);
  const [from] = new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/')[0] ?? ''));
  if (from === undefined) return undefined;
  const manifest =
    (await manifestOfDelivery(path.join(folder, from), delivery.name)) ??
    (await manifestOfDelivery(delivery.folder, delivery.name));
  return { ...delivery, from, comp: manifest?.comp };
}
