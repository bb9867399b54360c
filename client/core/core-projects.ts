import type { WorkspaceProjects } from '../project/workspace-projects.ts';
import type { PipelineCore } from './pipeline-core.ts';

/** The projects of the workspace by the roots the core knows them by, which differ where links lead to them. */
export class CoreProjects {
  readonly #core: PipelineCore;
  readonly #projects: WorkspaceProjects;
  #known: readonly string[] = [];

  constructor(core: PipelineCore, projects: WorkspaceProjects) {
    this.#core = core;
    this.#projects = projects;
  }

  /** Asks the core for the roots. */
  async roots(): Promise<readonly string[]> {
    const found = await this.#projects.roots();
    const states = await Promise.all(found.map((path) => this.#core.request('project/status', { path })));
    this.#known = [...new Set(states.map((it) => it.project.root))];
    return this.#known;
  }

  /** True for a root that `roots` has returned. */
  has(root: string): boolean {
    return this.#known.includes(root);
  }
}
