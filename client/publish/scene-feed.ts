import * as vscode from 'vscode';
import type { Scene } from '../../server/protocol/scenes.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';

/** Reads the comps of projects, which takes its time: one reading after the other, and what is asked for meanwhile once more. */
export class SceneFeed {
  readonly #core: PipelineCore;
  readonly #log: vscode.LogOutputChannel;
  readonly #take: (project: string, scenes: readonly Scene[]) => void;
  #wanted: readonly string[] | undefined;
  #reading: Promise<void> | undefined;
  #isDisposed = false;

  /** `take` gets the comps of each project that was read. */
  constructor(
    core: PipelineCore,
    log: vscode.LogOutputChannel,
    take: (project: string, scenes: readonly Scene[]) => void,
  ) {
    this.#core = core;
    this.#log = log;
    this.#take = take;
  }

  /** Reads the comps of these projects. */
  read(projects: readonly string[]): void {
    this.#wanted = projects;
    if (this.#reading !== undefined || projects.length === 0) return;
    this.#reading = this.#work().finally(() => {
      this.#reading = undefined;
    });
  }

  /** Resolves when all that was asked for is read. */
  async settled(): Promise<void> {
    await this.#reading;
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  async #work(): Promise<void> {
    await vscode.window.withProgress({ location: { viewId: 'compline.publish' } }, async () => {
      for (let projects = this.#wanted; projects !== undefined && !this.#isDisposed; projects = this.#wanted) {
        this.#wanted = undefined;
        for (const project of projects) await this.#readProject(project);
      }
    });
  }

  // The view shows what it knows without comps, or with what was known of them before.
  async #readProject(project: string): Promise<void> {
    try {
      const { scenes } = await this.#core.request('scene/list', { project });
      if (!this.#isDisposed) this.#take(project, scenes);
    } catch (error) {
      this.#log.warn(`The comps of ${project} could not be read:`, error);
    }
  }
}
