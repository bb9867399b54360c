import path from 'node:path';
import type { WorkspaceProjects } from '../project/workspace-projects.ts';
import type { PipelineCore } from './pipeline-core.ts';

/** The projects of the workspace by the roots the core knows them by, which differ where links lead to them. */
export class CoreProjects {
  readonly #core: PipelineCore;
  readonly #projects: WorkspaceProjects;
  #known: readonly string[] = [];
  /** The path that the workspace has each root by. */
  #opened: ReadonlyMap<string, string> = new Map();

  constructor(core: PipelineCore, projects: WorkspaceProjects) {
    this.#core = core;
    this.#projects = projects;
  }

  /** Asks the core for the roots. */
  async roots(): Promise<readonly string[]> {
    const found = await this.#projects.roots();
    const states = await Promise.all(found.map((path) => this.#core.request('project/status', { path })));
    this.#known = [...new Set(states.map((it) => it.project.root))];
    this.#opened = new Map(states.map(({ project }, at) => [project.root, found[at] ?? project.root]));
    return this.#known;
  }

  /** True for a root that `roots` has returned. */
  has(root: string): boolean {
    return this.#known.includes(root);
  }

  /** A file of a project as the workspace has it, whose editors and tree know it by that path. */
  asOpened(file: string): string {
    for (const [root, opened] of this.#opened) {
      if (root !== opened && file.startsWith(root + path.sep)) return path.join(opened, path.relative(root, file));
    }
    return file;
  }
}
