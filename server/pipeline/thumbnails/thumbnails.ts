import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { InTurn } from '../../link/in-turn.ts';
import type { Thumbnail } from '../../protocol/thumbnails.ts';
import type { WrittenFile } from '../queue/written-files.ts';
import type { PictureMaker } from './ffmpeg-pictures.ts';
import { type PictureKind, pictureKind } from './picture-kind.ts';
import { publishedPictures } from './published-pictures.ts';

/** What thumbnails are made from. */
export interface ThumbnailParts {
  /** The folder in which they are kept. */
  readonly folder: string;
  /** Files that a job, or a task of it, has finished, the newest first. Error: `not-found`. */
  readonly written: (job: string, task?: string) => Promise<readonly WrittenFile[]>;
  /** The version that the outputs of a job have become, where they have. */
  readonly published: (job: string) => Promise<string | undefined>;
  readonly maker: PictureMaker;
}

/** Bytes of a PNG or JPEG that is shown as it is. */
const SMALL = 2 * 2 ** 20;
/** Pictures that are kept. */
const MOST_KEPT = 300;
/** Pictures that may wait to be made: who asks for more has moved on. */
const MOST_WAITING = 4;
/** Files that could not be read, and are not tried again as long as they are the same. */
const MOST_REFUSED = 1_000;

/** Small pictures of what jobs have rendered last. They are made one at a time, and kept by what the file was then. */
export class Thumbnails {
  readonly #parts: ThumbnailParts;
  readonly #turns = new InTurn();
  readonly #asked = new Map<string, Promise<Thumbnail>>();
  readonly #refused = new Set<string>();
  #waiting = 0;

  constructor(parts: ThumbnailParts) {
    this.#parts = parts;
  }

  /** The picture of a job, or of a task of it; empty where there is none. Error: `not-found`. */
  of(job: string, task?: string): Promise<Thumbnail> {
    return this.#once(`${job}/${task ?? ''}`, () => this.#of(job, task));
  }

  /** The picture of something that is published; empty where there is none. Error: `invalid-parameters`. */
  ofPublished(folder: string): Promise<Thumbnail> {
    return this.#once(path.resolve(folder), async () => await this.#first(await publishedPictures(folder)));
  }

  /** Who asks for the same meanwhile gets the same answer. */
  #once(key: string, work: () => Promise<Thumbnail>): Promise<Thumbnail> {
    const asked = this.#asked.get(key);
    if (asked !== undefined) return asked;
    const answer = work().finally(() => this.#asked.delete(key));
    this.#asked.set(key, answer);
    return answer;
  }

  async #of(job: string, task?: string): Promise<Thumbnail> {
    const target = await this.#parts.published(job);
    const written = await this.#parts.written(job, task);
    return await this.#first(
      written.map((it) => (target === undefined ? it : { ...it, file: path.join(target, inVersion(it.file)) })),
    );
  }

  /** The picture of the first file that is there and is one. */
  async #first(files: readonly WrittenFile[]): Promise<Thumbnail> {
    for (const { file: source, frame } of files) {
      const kind = pictureKind(source);
      const found = kind === undefined ? undefined : await stat(source).catch(() => undefined);
      if (kind === undefined || found === undefined || !found.isFile() || found.size === 0) continue;
      const picture = await this.#picture(source, kind, found);
      return picture === undefined ? {} : { file: picture, source, ...(frame !== undefined && { frame }) };
    }
    return {};
  }

  async #picture(
    source: string,
    kind: PictureKind,
    { size, mtimeMs }: { readonly size: number; readonly mtimeMs: number },
  ): Promise<string | undefined> {
    if (kind === 'plain' && size < SMALL) return source;
    const key = createHash('sha256')
      .update(JSON.stringify([source, size, mtimeMs]))
      .digest('hex')
      .slice(0, 32);
    const file = path.join(this.#parts.folder, `${key}.png`);
    if (this.#refused.has(key)) return undefined;
    if (await isThere(file)) return file;
    if (this.#waiting >= MOST_WAITING) return undefined;
    this.#waiting += 1;
    try {
      return (await this.#turns.run('picture', () => this.#make(source, kind, file))) ? file : this.#refuse(key);
    } finally {
      this.#waiting -= 1;
    }
  }

  async #make(source: string, kind: PictureKind, file: string): Promise<boolean> {
    const { folder, maker } = this.#parts;
    // One is made at a time: a name is enough, and what a killed core left is replaced.
    const unfinished = path.join(folder, 'unfinished.png');
    try {
      if (await isThere(file)) return true; // Another job has asked for it meanwhile.
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await rm(unfinished, { force: true });
      if (!(await maker.make(source, kind, unfinished)) || !(await isThere(unfinished))) return false;
      await rename(unfinished, file);
      await this.#keepFew();
      return true;
    } catch {
      return false; // A full disk, say: a tooltip without a picture is no error.
    }
  }

  #refuse(key: string): undefined {
    if (this.#refused.size >= MOST_REFUSED) this.#refused.clear();
    this.#refused.add(key);
  }

  async #keepFew(): Promise<void> {
    const { folder } = this.#parts;
    const names = (await readdir(folder)).filter((it) => /^[0-9a-f]{32}\.png$/.test(it));
    if (names.length <= MOST_KEPT) return;
    const files = await Promise.all(
      names.map(async (name) => {
        const file = path.join(folder, name);
        return { file, time: (await stat(file).catch(() => undefined))?.mtimeMs ?? 0 };
      }),
    );
    files.sort((left, right) => left.time - right.time);
    for (const { file } of files.slice(0, files.length - MOST_KEPT)) await rm(file, { force: true });
  }
}

/** The name of an output in the version that it becomes: a publish renders into a folder `out` of its staging. */
const inVersion = (output: string): string => output.split(/[\\/]out[\\/]/).at(-1) ?? path.basename(output);

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    ({ size }) => size > 0,
    () => false,
  );
