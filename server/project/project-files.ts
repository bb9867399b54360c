import path from 'node:path';
import type { Config } from '../formats/config/schema.ts';
import { parseRenderSpec, type RenderSpec } from '../formats/render-spec/parse-render-spec.ts';
import { ComplineError } from '../protocol/errors.ts';
import type { BoundedReads } from './bounded-reads.ts';
import { isProjectRoot, loadProject } from './load-project.ts';
import { readConfigFile } from './read-config-file.ts';
import { readRegularFile } from './read-regular-file.ts';
import type { ConfigFile } from './read-stack.ts';

/** The text of a file as it is open in an editor; absent for one that is not open. */
export type OpenText = (file: string) => string | undefined;

/** A project's configuration: absent where there is none that can be used. */
export interface FoundProject {
  readonly root: string;
  readonly config: Config | undefined;
  /** Why the configuration cannot be read; its faults are not meant. */
  readonly error?: ComplineError;
}

/** What a folder's project is: the folder of its configuration, if any. */
interface FoundRoot {
  readonly root: string | undefined;
}

/** A file that others are governed by, as it was read last; its text is absent where it could not be read. */
interface Source {
  readonly isConfiguration: boolean;
  readonly text: string | undefined;
}

/**
 * Configurations and render specs, remembered until they are forgotten. What is open in an editor goes before what is on
 * disk. Nothing waits for a disk that does not answer.
 */
export class ProjectFiles {
  readonly #reads: BoundedReads;
  readonly #openText: OpenText;
  readonly #configurationRead: (file: string) => void;
  readonly #roots = new Map<string, Promise<FoundRoot | undefined>>();
  readonly #projects = new Map<string, Promise<FoundProject>>();
  readonly #renderSpecs = new Map<string, Promise<RenderSpec | undefined>>();
  readonly #sources = new Map<string, Source>();

  constructor(reads: BoundedReads, openText: OpenText, configurationRead: (file: string) => void = () => {}) {
    this.#reads = reads;
    this.#configurationRead = configurationRead;
    this.#openText = openText;
  }

  /** The project that a folder is in; absent for none, and where it cannot be found out in good time. */
  async projectOf(folder: string): Promise<FoundProject | undefined> {
    const root = (await this.#rootOf(folder))?.root;
    return root === undefined ? undefined : remembered(this.#projects, root, () => this.#load(root));
  }

  /** What a render spec says; absent where it cannot be read or has faults. */
  renderSpec(file: string): Promise<RenderSpec | undefined> {
    return remembered(this.#renderSpecs, file, () => this.#readSpec(file));
  }

  /** A configuration, as it is open in an editor, else on disk. */
  async configFile(file: string): Promise<ConfigFile> {
    const read = (wanted: string) => this.#read(wanted, true);
    return (await this.#reads.read(() => readConfigFile(file, read))) ?? { kind: 'unknown' };
  }

  /**
   * Whether what was read rests on another text of this file, which is open with `text` now, or no longer open. It is
   * forgotten then.
   */
  textChanged(file: string, text: () => string | undefined): boolean {
    const source = this.#sources.get(file);
    if (source === undefined) return false;
    const now = text();
    if (now !== undefined && now === source.text) return false;
    this.#projects.clear();
    this.#renderSpecs.clear();
    return true;
  }

  /** Whether a file, as far as it was read, says what holds for others: it is or belongs to a configuration. */
  isConfiguration(file: string): boolean {
    return this.#sources.get(file)?.isConfiguration === true;
  }

  /** Forgets what was read: files may have changed. */
  forget(): void {
    this.#roots.clear();
    this.#projects.clear();
    this.#renderSpecs.clear();
  }

  #rootOf(folder: string): Promise<FoundRoot | undefined> {
    return remembered(this.#roots, folder, () => this.#findRoot(folder));
  }

  async #findRoot(folder: string): Promise<FoundRoot | undefined> {
    const isRoot = await this.#reads.read(() => isProjectRoot(folder));
    if (isRoot === true) return { root: folder };
    const above = path.dirname(folder);
    if (isRoot === false && above === folder) return { root: undefined };
    const found = isRoot === false ? await this.#rootOf(above) : undefined;
    // What could not be found out in good time is asked for again.
    if (found === undefined) this.#roots.delete(folder);
    return found;
  }

  async #load(root: string): Promise<FoundProject> {
    try {
      const project = await this.#reads.read(() => loadProject(root, (file) => this.#read(file, true)));
      if (project === undefined) this.#projects.delete(root);
      return { root, config: project?.config };
    } catch (error) {
      if (!ComplineError.is(error)) throw error;
      return { root, config: undefined, error };
    }
  }

  async #readSpec(file: string): Promise<RenderSpec | undefined> {
    const bytes = await this.#reads.read(() => this.#read(file, false)).catch(() => undefined);
    return bytes && parseRenderSpec(new TextDecoder().decode(bytes)).spec;
  }

  async #read(file: string, isConfiguration: boolean): Promise<Uint8Array> {
    if (isConfiguration) this.#configurationRead(file);
    const open = this.#openText(file);
    this.#sources.set(file, { isConfiguration, text: open });
    if (open !== undefined) return new TextEncoder().encode(open);
    const bytes = await readRegularFile(file);
    // As an editor shows it, without byte-order mark.
    this.#sources.set(file, { isConfiguration, text: new TextDecoder().decode(bytes) });
    return bytes;
  }
}

function remembered<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  read: () => Promise<Value>,
): Promise<Value> {
  const value = known.get(key) ?? read();
  known.set(key, value);
  return value;
}
