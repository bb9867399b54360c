import * as vscode from 'vscode';
import type { WorkspaceProjects } from '../project/workspace-projects.ts';
import { Notice } from './error-reporter.ts';
import type { CoreRequests } from './pipeline-core.ts';

/** Why this window may not use the core. */
export type Closed = 'no-folder' | 'virtual' | 'untrusted' | 'no-project';

function sentence(closed: Closed): string {
  switch (closed) {
    case 'no-folder':
      return vscode.l10n.t('Open the folder of a project first.');
    case 'virtual':
      return vscode.l10n.t(
        'This folder is not on the disk of a machine, so nothing can be published, rendered or locked in it.',
      );
    case 'untrusted':
      return vscode.l10n.t(
        'This workspace is not trusted, so Compline runs nothing in it. Trust it to publish, render and lock.',
      );
    case 'no-project':
      return vscode.l10n.t('There is no compline.yaml in this workspace or above it.');
  }
}

/** A command was given that cannot be followed in this window. */
export class ClosedError extends Notice {
  override readonly name = 'ClosedError';
  readonly closed: Closed;

  constructor(closed: Closed) {
    super(sentence(closed));
    this.closed = closed;
  }
}

/** Decides whether this window may use the pipeline core. */
export class Gate {
  readonly #projects: WorkspaceProjects;

  constructor(projects: WorkspaceProjects) {
    this.#projects = projects;
  }

  /** Why the core may not be used; `undefined` where it may. */
  async closed(): Promise<Closed | undefined> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length === 0) return 'no-folder';
    if (folders.every((it) => it.uri.scheme !== 'file')) return 'virtual';
    if (!vscode.workspace.isTrusted) return 'untrusted';
    return (await this.#projects.roots()).length === 0 ? 'no-project' : undefined;
  }

  /** The core for what is shown in every window: asking it throws `ClosedError` where it may not be used. */
  guard(core: CoreRequests): CoreRequests {
    return {
      request: async (name, params) => {
        await this.pass();
        return await core.request(name, params);
      },
    };
  }

  /** Throws `ClosedError` where the core may not be used. */
  async pass(): Promise<void> {
    const closed = await this.closed();
    if (closed !== undefined) throw new ClosedError(closed);
  }
}
