import * as vscode from 'vscode';
import type { PublishKind } from '../../server/protocol/publishes.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { ensureTrust, withTrust } from '../core/trust-project.ts';
import { askPublish } from './ask-publish.ts';
import { compFor, saveBefore } from './pick-comp.ts';
import { withSaver } from './pick-saver.ts';
import type { PublishFollower } from './publish-follower.ts';

/** Starts publishes and previews of comps. */
export class PublishCommand {
  readonly #core: PipelineCore;
  readonly #follower: PublishFollower;

  constructor(core: PipelineCore, follower: PublishFollower) {
    this.#core = core;
    this.#follower = follower;
  }

  /**
   * Publishes a comp, or renders its preview; of the Saver that is named, where one is. Resolves when the core has taken
   * it up; the rest is followed.
   */
  async run(kind: PublishKind, argument: unknown, wanted?: unknown): Promise<void> {
    const placeHolder = kind === 'publish' ? vscode.l10n.t('Comp to publish') : vscode.l10n.t('Comp to preview');
    const comp = await compFor(argument, placeHolder);
    await saveBefore(comp);
    await ensureTrust(this.#core, comp.fsPath);
    const options = { comp: comp.fsPath, kind };
    // A menu passes all selected files in this place.
    const first = typeof wanted === 'string' ? { saver: wanted } : {};
    const plan = await withSaver(
      (choice) => this.#working(async () => (await this.#core.request('publish/plan', { ...options, ...choice })).plan),
      first,
    );
    const answers = kind === 'publish' ? await askPublish(plan) : {};
    // The Saver is named, so that what was planned is what is published.
    const { publish } = await this.#working(() =>
      this.#core.request('publish/start', { ...options, ...answers, saver: plan.saver }),
    );
    this.#follower.follow(publish);
  }

  /** Shows in the Publish view that something is under way. */
  #working<T>(work: () => Promise<T>): Promise<T> {
    return withTrust(this.#core, async () =>
      vscode.window.withProgress({ location: { viewId: 'compline.publish' } }, work),
    );
  }
}
