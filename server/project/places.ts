import path from 'node:path';
import { BoundedReads } from './bounded-reads.ts';
import type { CompPlace, MediaOnDisk, PlaceInProject } from './comp-place.ts';
import { findSteps } from './find-steps.ts';
import { readFolderItems } from './folder-items.ts';
import { type StepFolder, stepOfFile } from './layout.ts';
import { type FolderState, listFolder } from './list-folder.ts';
import { resolveWithRoots } from './media-path.ts';
import { type NewestVersion, newestVersion, versionsOfFile } from './newest-version.ts';
import { type FoundProject, type OpenText, ProjectFiles } from './project-files.ts';
import { readBeginning } from './read-regular-file.ts';
import { rootsHere } from './roots-here.ts';
import { isMovieName } from './sequence.ts';
import { ShortMemory } from './short-memory.ts';

/** How long one read of the disk may take, in milliseconds. */
const TIMEOUT = 2_000;

/** So many folders are remembered, each with the names in it. */
const MOST_FOLDERS = 20;

/** So many newest versions are remembered. */
const MOST_VERSIONS = 5_000;

/** Of so many projects the steps are remembered. */
const MOST_PROJECTS = 5;

/** What `Places` takes from where it runs. */
export interface PlacesHost {
  /** A clock in milliseconds that never goes back. */
  now(): number;
  /** How long one read of the disk may take, in milliseconds. */
  readonly timeout: number;
  /** The texts of files that are open in an editor, by absolute path. */
  readonly openText: OpenText;
  /** Hears of each configuration, by its absolute path, when it is read. */
  configurationRead(file: string): void;
}

/**
 * Finds where documents lie. Projects are remembered until `forget` is called, folders for some seconds; nothing waits for
 * a disk that does not answer.
 */
export class Places {
  readonly #reads: BoundedReads;
  readonly #folders: ShortMemory<FolderState>;
  readonly #versions: ShortMemory<NewestVersion | undefined>;
  readonly #steps: ShortMemory<readonly StepFolder[]>;
  readonly #projectFiles: ProjectFiles;
  readonly #openText: OpenText;
  /** The open texts that places were asked for, as they were then. */
  readonly #openTexts = new Map<string, string | undefined>();

  /** Without a host's word: the process's clock, two seconds, and nothing open. */
  constructor(host: Partial<PlacesHost> = {}) {
    const now = () => host.now?.() ?? performance.now();
    this.#reads = new BoundedReads(host.timeout ?? TIMEOUT);
    this.#folders = new ShortMemory(now, MOST_FOLDERS);
    this.#versions = new ShortMemory(now, MOST_VERSIONS);
    this.#steps = new ShortMemory(now, MOST_PROJECTS);
    this.#openText = host.openText ?? (() => undefined);
    this.#projectFiles = new ProjectFiles(this.#reads, this.#openText, (file) => host.configurationRead?.(file));
  }

  /** The place of a file, which need not exist. */
  async placeOf(file: string): Promise<CompPlace> {
    const absolute = path.resolve(file);
    const folder = path.dirname(absolute);
    const project = await this.#placeInProject(absolute);
    const roots = rootsHere(project?.config?.roots);
    return {
      file: absolute,
      project,
      roots,
      resolve: (name, maps) => resolveWithRoots(name, folder, maps, roots),
      mediaAt: (media) => this.#mediaAt(media),
      bytesAt: async (wanted, atMost) =>
        await this.#reads.read(() => readBeginning(wanted, atMost)).catch(() => undefined),
      openText: (wanted) => {
        const text = this.#openText(wanted);
        this.#openTexts.set(wanted, text);
        return text;
      },
      configAt: (wanted) => this.#projectFiles.configFile(wanted),
      steps: async () => {
        const root = project?.root;
        return root === undefined ? [] : this.#steps.get(root, () => this.#findSteps(root));
      },
      itemsIn: async (items) => (await this.#reads.read(() => readFolderItems(items)).catch(() => undefined)) ?? [],
      newestVersion: (media) => this.#versions.get(media, () => this.#newestVersion(media)),
      versionsOf: async (media) => await this.#reads.read(() => versionsOfFile(media)).catch(() => undefined),
    };
  }

  /** The project that a file is in; absent for none, and where it cannot be found out in good time. */
  projectOf(file: string): Promise<FoundProject | undefined> {
    return this.#projectFiles.projectOf(path.dirname(path.resolve(file)));
  }

  /** See `ProjectFiles.textChanged`; also whether a place has told of another open text of this file. */
  textChanged(file: string, text: () => string | undefined): boolean {
    const isOther = this.#openTexts.has(file) && this.#openTexts.get(file) !== text();
    return this.#projectFiles.textChanged(file, text) || isOther;
  }

  /** See `ProjectFiles.isConfiguration`. */
  isConfiguration(file: string): boolean {
    return this.#projectFiles.isConfiguration(file);
  }

  /** Forgets what was read: files, folders or configurations may have changed. */
  forget(): void {
    this.#folders.forget();
    this.#versions.forget();
    this.#steps.forget();
    this.#projectFiles.forget();
    this.#openTexts.clear();
  }

  async #placeInProject(file: string): Promise<PlaceInProject | undefined> {
    const project = await this.projectOf(file);
    if (project === undefined) return undefined;
    const { root, config } = project;
    const step = stepOfFile(root, file);
    const spec = step && config?.steps[step.step.step]?.renderSpec;
    const renderSpecFile = spec === undefined ? undefined : path.resolve(root, spec);
    const renderSpec = renderSpecFile === undefined ? undefined : await this.#projectFiles.renderSpec(renderSpecFile);
    return { root, config, step, renderSpec, renderSpecFile };
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

  async #findSteps(root: string): Promise<readonly StepFolder[]> {
    return (await this.#reads.read(() => findSteps(root)).catch(() => undefined)) ?? [];
  }

  async #newestVersion(file: string): Promise<NewestVersion | undefined> {
    return await this.#reads.read(() => newestVersion(file)).catch(() => undefined);
  }
}
