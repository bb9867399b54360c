import * as vscode from 'vscode';
import { Notice } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { keepsOut } from '../locks/held-by-others.ts';
import { heldSentence, nameOf } from '../locks/lock-texts.ts';
import { type CompServer, servedComp } from './served-comp.ts';

/** What the edits of Loaders need. */
export interface LoaderEditServices {
  readonly core: PipelineCore;
  readonly server: CompServer;
}

/** Another version for a Loader: the next newer one, or the next older one. */
export type VersionMove = 'up' | 'down';

/**
 * Has Loaders read other versions, in the text of their comps: by the language server, and unsaved, so that locks are
 * taken as for typing. The server itself says where there is nothing to change.
 */
export class LoaderEdits {
  readonly #core: PipelineCore;
  readonly #server: CompServer;

  constructor({ core, server }: LoaderEditServices) {
    this.#core = core;
    this.#server = server;
  }

  /**
   * Has the Loaders of a comp, or the one named `tool` alone, read the newest versions; returns how many names of files
   * have changed. Throws `Notice` where somebody else holds the comp.
   */
  async update(comp: string, tool: string | undefined, { isShown }: { readonly isShown: boolean }): Promise<number> {
    await this.#ensureFree(comp);
    const document = await servedComp(this.#server, comp, { isShown });
    const args = tool === undefined ? [] : [tool];
    return Number(await this.#server.execute('compline.applyNewestVersions', document.uri.toString(), ...args));
  }

  /** Has a Loader read the version above or below the one it reads. As above. */
  async move(comp: string, tool: string, move: VersionMove): Promise<number> {
    await this.#ensureFree(comp);
    const document = await servedComp(this.#server, comp, { isShown: true });
    return Number(await this.#server.execute('compline.applyVersion', document.uri.toString(), tool, move));
  }

  async #ensureFree(comp: string): Promise<void> {
    const { locks } = await this.#core.request('lock/status', { files: [comp] });
    const held = locks.find(keepsOut);
    if (held !== undefined) throw new Notice(heldSentence(held));
  }
}

/** Says in the status bar what has changed in a comp. */
export function tellChanged(comp: string, count: number): void {
  if (count === 0) return;
  const text =
    count === 1
      ? vscode.l10n.t('{0}: 1 path changed. Save it to keep that.', nameOf(comp))
      : vscode.l10n.t('{0}: {1} paths changed. Save it to keep that.', nameOf(comp), count);
  vscode.window.setStatusBarMessage(text, 8_000);
}
