import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { ComplineError } from '../../protocol/errors.ts';
import { systemCode } from '../files/file-error.ts';
import type { FileOperations } from '../files/file-operations.ts';
import type { QueueLogger } from '../queue/queue.ts';
import { RecordFolder } from '../saves/record-folder.ts';

/** A scene made for one layer of a job, and what it is made from. */
const tempSceneSchema = z.object({
  file: z.string(),
  scene: z.string(),
  layer: z.string(),
  /** The files that the layer writes, as `SceneFacts.output` names them. */
  output: z.string().exactOptional(),
});
export type TempScene = Readonly<z.output<typeof tempSceneSchema>>;

/** The scenes of a job, under its id. `madeAt`: milliseconds since 1970. `isRemoved`: there are no files of it now. */
const recordSchema = z.object({
  id: z.string(),
  madeAt: z.number(),
  isRemoved: z.boolean(),
  scenes: z.array(tempSceneSchema),
});
type SceneRecord = z.output<typeof recordSchema>;

/** What has become of a job that is in the queue. */
export type JobStanding = 'live' | 'ended';

/** What the temporary scenes stand on. */
export interface TempScenesOptions {
  /** The folder of the records, and of scenes whose own folder cannot be written to. */
  readonly folder: string;
  readonly files: FileOperations;
  /** Makes the bytes of a temporary scene anew, from the scene as it is now. */
  readonly make: (scene: TempScene) => Promise<Uint8Array>;
  /** What has become of jobs, by their ids; of those that are gone nothing. */
  readonly standingsOf: (jobs: readonly string[]) => Promise<ReadonlyMap<string, JobStanding>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: QueueLogger;
}

/** So many jobs that have ended keep their scenes, the newest of them. */
const KEPT_JOBS = 5;

/** The folder beside a scene that holds those made for its layers; no scan for scenes looks into it. */
const TEMP_FOLDER = '.tmp';

/**
 * Scenes that a renderer needs for itself: of a comp of which one Saver alone is rendered, the comp with the others off.
 * Each belongs to a job and is removed when that has ended and newer ones are there; it is made anew when such a job is
 * rendered once more. What this core has not made itself is never touched, so that others on the share keep theirs.
 */
export class TempScenes {
  readonly #options: TempScenesOptions;
  readonly #records: RecordFolder<SceneRecord>;
  /** Jobs whose scenes are being made or wanted: nobody removes these. */
  readonly #held = new Set<string>();
  /** Jobs whose files are being removed; a share that hangs holds up no other job. */
  readonly #removing = new Map<string, Promise<void>>();
  #sweeping: Promise<void> = Promise.resolve();

  constructor(options: TempScenesOptions) {
    this.#options = options;
    this.#records = new RecordFolder(options.folder, recordSchema, (file) =>
      options.log.error({ file }, 'A record of temporary scenes cannot be read.'),
    );
  }

  /**
   * Where a scene for a layer of a job belongs: `.tmp/LAYER/render_SCENE_YYYYMMDD_HHMMSS_JOB.comp` beside the scene, or
   * below the records where that folder cannot be written to.
   */
  async placeOf(job: string, scene: string, layer: string): Promise<string> {
    const { dir, name, ext } = path.parse(scene);
    const isWritable = await access(dir, constants.W_OK).then(
      () => true,
      () => false,
    );
    const folder = isWritable ? path.join(dir, TEMP_FOLDER) : this.#options.folder;
    const file = `render_${name}_${timestamp(new Date(this.#options.now()))}_${job.slice(0, 8)}${ext}`;
    return path.join(folder, inName(layer), file);
  }

  /** Writes the scenes of a job that is submitted by `submit`; where that fails they are gone again. */
  async submitting<Result>(job: string, scenes: readonly TempScene[], submit: () => Promise<Result>): Promise<Result> {
    if (scenes.length === 0) return await submit();
    return await this.#holding(job, async () => {
      await this.#records.put({ id: job, madeAt: this.#options.now(), isRemoved: false, scenes: [...scenes] });
      const written: TempScene[] = [];
      try {
        for (const scene of scenes) {
          await this.#write(scene);
          written.push(scene);
        }
        const result = await submit();
        void this.sweep(false);
        return result;
      } catch (error) {
        await this.#removeFiles(written).catch(() => undefined);
        await this.#records.remove(job).catch(() => undefined);
        throw error;
      }
    });
  }

  /** Sees that the scenes of a job are there while `work` brings it back to life. Errors: those of making a scene. */
  async restoring<Result>(job: string, work: () => Promise<Result>): Promise<Result> {
    const record = await this.#records.get(job);
    if (record === undefined) return await work();
    return await this.#holding(job, async () => {
      await this.#removing.get(job);
      await this.#records.put({ ...record, isRemoved: false });
      for (const scene of record.scenes) if (!(await isThere(scene.file))) await this.#write(scene);
      return await work();
    });
  }

  /**
   * Removes the scenes of jobs that have ended, but for those of the newest five, and of jobs that are gone. `all`: also
   * looks after jobs of which the files are removed already, as when a core starts.
   */
  sweep(all = true): Promise<void> {
    this.#sweeping = this.#sweeping
      .then(() => this.#sweep(all))
      .catch((error: unknown) => {
        this.#options.log.error({ error }, 'Temporary scenes could not be removed.');
      });
    return this.#sweeping;
  }

  /** Removes all scenes: their jobs go with the state folder. */
  async removeAll(): Promise<void> {
    await this.#sweeping;
    for (const { id } of await this.#records.all()) await this.#remove(id);
  }

  async #sweep(all: boolean): Promise<void> {
    const records = (await this.#records.all()).filter(({ isRemoved }) => all || !isRemoved);
    const standings = await this.#options.standingsOf(records.map(({ id }) => id));
    const ended: SceneRecord[] = [];
    for (const record of records) {
      const standing = standings.get(record.id);
      if (this.#held.has(record.id) || standing === 'live') continue;
      if (standing === undefined) await this.#remove(record.id);
      else if (!record.isRemoved) ended.push(record);
    }
    const old = ended.sort((left, right) => right.madeAt - left.madeAt).slice(KEPT_JOBS);
    for (const record of old) {
      if (this.#held.has(record.id)) continue;
      const removing = this.#removeFiles(record.scenes).then(() => this.#records.put({ ...record, isRemoved: true }));
      this.#removing.set(record.id, removing);
      await removing.finally(() => this.#removing.delete(record.id));
    }
  }

  async #holding<Result>(job: string, work: () => Promise<Result>): Promise<Result> {
    this.#held.add(job);
    try {
      return await work();
    } finally {
      this.#held.delete(job);
    }
  }

  async #write(scene: TempScene): Promise<void> {
    const { files, make } = this.#options;
    const bytes = await make(scene);
    for (let tries = 2; ; tries -= 1) {
      await files.makeFolder(path.dirname(scene.file));
      try {
        return await files.write(scene.file, bytes, { mode: 0o644, expected: 'missing' });
      } catch (error) {
        // Another core may have removed the folder in between, since it was empty.
        if (tries === 0 || !ComplineError.is(error, 'not-found')) throw error;
      }
    }
  }

  async #remove(job: string): Promise<void> {
    const record = await this.#records.get(job);
    if (record !== undefined) await this.#removeFiles(record.scenes);
    await this.#records.remove(job);
  }

  async #removeFiles(scenes: readonly TempScene[]): Promise<void> {
    for (const { file } of scenes) {
      await this.#options.files.remove(file);
      const ofLayer = path.dirname(file);
      await this.#options.files.removeIfEmpty(ofLayer);
      const all = path.dirname(ofLayer);
      if (path.basename(all) === TEMP_FOLDER) await this.#options.files.removeIfEmpty(all);
    }
  }
}

/** `20261128_014500`, by the time of this machine's place. */
function timestamp(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  return `${day}_${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
}

/** A layer's name as the name of a folder on any system. */
const inName = (layer: string): string => layer.replaceAll(/[^\p{L}\p{N}_.-]/gu, '_').replace(/^\.+|\.+$/g, '_');

async function isThere(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}
