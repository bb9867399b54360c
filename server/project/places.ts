import path from 'node:path';
import type { Config } from '../formats/config/schema.ts';
import { parseRenderSpec, type RenderSpec } from '../formats/render-spec/parse-render-spec.ts';
import { ComplineError } from '../protocol/errors.ts';
import { BoundedReads } from './bounded-reads.ts';
import type { CompPlace, MediaOnDisk, PlaceInProject } from './comp-place.ts';
import { readFolderItems } from './folder-items.ts';
import { stepOfFile } from './layout.ts';
import { type FolderState, listFolder } from './list-folder.ts';
import { findProjectRoot, loadProject } from './load-project.ts';
import { resolveMedia } from './media-path.ts';
import { type NewestVersion, newestVersion } from './newest-version.ts';
import { readBeginning, readRegularFile } from './read-regular-file.ts';
import { isMovieName } from './sequence.ts';
import { ShortMemory } from './short-memory.ts';

/** How long one read of the disk may take, in milliseconds. */
const TIMEOUT = 2_000;

/** So many folders are remembered, each with the names in it. */
const MOST_FOLDERS = 20;

/** So many newest versions are remembered. */
const MOST_VERSIONS = 5_000;

/** What `Places` takes from where it runs. */
export interface PlacesHost {
  /** A clock in milliseconds that never goes back. */
  now(): number;
  /** How long one read of the disk may take, in milliseconds. */
  readonly timeout: number;
}

/** A project's configuration: absent where there is none that can be used. */
interface FoundProject {
  readonly root: string;
  readonly config: Config | undefined;
}

/**
 * Finds where comps lie. Projects are remembered until `forget` is called, folders for some seconds; nothing waits for
 * a disk that does not answer.
 */
export class Places {
  readonly #reads: BoundedReads;
  readonly #folders: ShortMemory<FolderState>;
  readonly #versions: ShortMemory<NewestVersion | undefined>;
  readonly #projects = new Map<string, Promise<FoundProject | undefined>>();
  readonly #renderSpecs = new Map<string, Promise<RenderSpec | undefined>>();

  constructor(host: PlacesHost = { now: () => performance.now(), timeout: TIMEOUT }) {
    this.#reads = new BoundedReads(host.timeout);
    this.#folders = new ShortMemory(() => host.now(), MOST_FOLDERS);
    this.#versions = new ShortMemory(() => host.now(), MOST_VERSIONS);
  }

  /** The place of a comp's file, which need not exist. */
  async placeOf(file: string): Promise<CompPlace> {
    const absolute = path.resolve(file);
    const folder = path.dirname(absolute);
    return {
      file: absolute,
      project: await this.#projectOf(absolute),
      resolve: (name, maps) => {
        const media = resolveMedia(name, folder, maps);
        return media.kind === 'path' ? media.path : undefined;
      },
      mediaAt: (media) => this.#mediaAt(media),
      bytesAt: async (wanted, atMost) =>
        await this.#reads.read(() => readBeginning(wanted, atMost)).catch(() => undefined),
      itemsIn: async (items) => (await this.#reads.read(() => readFolderItems(items)).catch(() => undefined)) ?? [],
      newestVersion: (media) => this.#versions.get(media, () => this.#newestVersion(media)),
    };
  }

  /** Forgets what was read: files, folders or configurations may have changed. */
  forget(): void {
    this.#folders.forget();
    this.#versions.forget();
    this.#projects.clear();
    this.#renderSpecs.clear();
  }

  async #projectOf(file: string): Promise<PlaceInProject | undefined> {
    const project = await remembered(this.#projects, path.dirname(file), (folder) => this.#findProject(folder));
    if (project === undefined) return undefined;
    const step = stepOfFile(project.root, file);
    const spec = step && project.config?.steps[step.step.step]?.renderSpec;
    const specFile = spec === undefined ? undefined : path.resolve(project.root, spec);
    const read = (toRead: string) => this.#readSpec(toRead);
    const renderSpec = specFile === undefined ? undefined : await remembered(this.#renderSpecs, specFile, read);
    return { ...project, step, renderSpec, renderSpecFile: specFile };
  }

  async #findProject(folder: string): Promise<FoundProject | undefined> {
    const found = await this.#reads.read(async () => ({ root: await findProjectRoot(folder) }));
    // What could not be found out in good time is asked for again.
    if (found === undefined) this.#projects.delete(folder);
    const root = found?.root;
    if (root === undefined) return undefined;
    try {
      return { root, config: (await this.#reads.read(() => loadProject(root)))?.config };
    } catch (error) {
      if (!ComplineError.is(error)) throw error;
      return { root, config: undefined };
    }
  }

  async #readSpec(file: string): Promise<RenderSpec | undefined> {
    const bytes = await this.#reads.read(() => readRegularFile(file)).catch(() => undefined);
    return bytes && parseRenderSpec(bytes.toString('utf8')).spec;
  }

  async #mediaAt(file: string): Promise<MediaOnDisk> {
    const name = path.basename(file);
    const parent = path.dirname(file);
    const folder = await this.#folders.get(parent, () => listFolder(parent, this.#reads));
    if (typeof folder === 'string') return { path: file, kind: folder, frames: [] };
    const frames = isMovieName(name) ? [] : (folder.framesLike(name) ?? []);
    if (frames.length > 0) return { path: file, kind: 'sequence', frames };
    if (!folder.has(name)) return { path: file, kind: 'missing', frames };
    return { path: file, kind: isMovieName(name) ? 'movie' : 'file', frames };
  }

  async #newestVersion(file: string): Promise<NewestVersion | undefined> {
    return await this.#reads.read(() => newestVersion(file)).catch(() => undefined);
  }
}

async function remembered<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  read: (key: string) => Promise<Value>,
): Promise<Value> {
  const value = known.get(key) ?? read(key);
  known.set(key, value);
  return value;
}
