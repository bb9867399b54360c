import * as vscode from 'vscode';
import { ComplineError } from '../../server/protocol/errors.ts';
import type { Publish, PublishKind } from '../../server/protocol/publishes.ts';
import type { RequestParams } from '../../server/protocol/requests.ts';
import { Dismissed } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { ensureTrust, withTrust } from '../core/trust-project.ts';
import { askPublish } from './ask-publish.ts';
import { compFor, saveBefore } from './pick-comp.ts';
import { withSaver } from './pick-saver.ts';
import type { PublishFollower } from './publish-follower.ts';
import { toolAtCursor } from './tool-at-cursor.ts';

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
    // The Saver is named, and the number, so that what was planned is what is published.
    const wish = { ...options, ...answers, saver: plan.saver };
    const publish = await this.#start({ ...wish, version: plan.version }).catch(async (error: unknown) => {
      if (!ComplineError.is(error, 'version-taken') || plan.version === undefined) throw error;
      const next = vscode.l10n.t('Publish as the Next One');
      const choice = await vscode.window.showWarningMessage(error.message, { modal: true }, next);
      if (choice !== next) throw new Dismissed();
      return await this.#start(wish);
    });
    this.#follower.follow(publish);
  }

  /** Renders what comes out of the tool at the cursor, for a look at it. */
  async previewTool(argument: unknown): Promise<void> {
    const comp = await compFor(argument, vscode.l10n.t('Comp to preview'));
    const tool = await toolAtCursor(comp);
    await saveBefore(comp);
    await ensureTrust(this.#core, comp.fsPath);
    this.#follower.follow(await this.#start({ comp: comp.fsPath, kind: 'preview', tool }));
  }

  async #start(options: RequestParams<'publish/start'>): Promise<Publish> {
    return await this.#working(async () => (await this.#core.request('publish/start', options)).publish);
  }

  /** Shows in the Publish view that something is under way. */
  #working<T>(work: () => Promise<T>): Promise<T> {
    return withTrust(this.#core, async () =>
      vscode.window.withProgress({ location: { viewId: 'compline.publish' } }, work),
    );
  }
}
