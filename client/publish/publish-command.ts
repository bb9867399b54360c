import * as vscode from 'vscode';
import { ComplineError } from '../../server/protocol/errors.ts';
import type { PublishKind } from '../../server/protocol/publishes.ts';
import type { RequestParams } from '../../server/protocol/requests.ts';
import { Dismissed } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { ensureTrust, withTrust } from '../core/trust-project.ts';
import type { FarmWish } from '../farms/choose-farm.ts';
import { farmName } from '../farms/farm-texts.ts';
import { askPublish } from './ask-publish.ts';
import { compFor, saveBefore } from './pick-comp.ts';
import { withSaver } from './pick-saver.ts';
import type { PublishFollower } from './publish-follower.ts';
import type { PublishMemory } from './publish-memory.ts';
import { toolAtCursor } from './tool-at-cursor.ts';
import { quickInputs, type WalkInputs } from './walk-inputs.ts';

/** What publishes are started with. */
export interface PublishCommandServices {
  readonly core: PipelineCore;
  readonly follower: Pick<PublishFollower, 'follow'>;
  readonly memory: PublishMemory;
  readonly inputs?: WalkInputs;
}

/** Asks for a farm of a project; `last` is what was chosen the last time. */
export type ChooseFarm = (project: string, last: Partial<FarmWish>) => Promise<FarmWish>;

/** The command that shows what a publish would do. */
const SHOW_PLAN = 'compline.previewPublishPlan';

/** Starts publishes and previews of comps. */
export class PublishCommand {
  readonly #core: PipelineCore;
  readonly #follower: Pick<PublishFollower, 'follow'>;
  readonly #memory: PublishMemory;
  readonly #inputs: WalkInputs;

  constructor({ core, follower, memory, inputs = quickInputs }: PublishCommandServices) {
    this.#core = core;
    this.#follower = follower;
    this.#memory = memory;
    this.#inputs = inputs;
  }

  /**
   * Publishes a comp, or renders its preview; of the Saver that is named, where one is. Resolves when the core has taken
   * it up; the rest is followed.
   */
  async run(kind: PublishKind, argument: unknown, wanted?: unknown): Promise<void> {
    const placeHolder = kind === 'publish' ? vscode.l10n.t('Comp to publish') : vscode.l10n.t('Comp to preview');
    const uri = await compFor(argument, placeHolder);
    await saveBefore(uri);
    await ensureTrust(this.#core, uri.fsPath);
    await this.#ask(uri, kind, wanted);
  }

  /** Publishes a comp on a farm that is asked for first, beginning with the one of the last time. */
  async publishOnFarm(argument: unknown, choose: ChooseFarm): Promise<void> {
    const uri = await compFor(argument, vscode.l10n.t('Comp to publish'));
    await saveBefore(uri);
    await ensureTrust(this.#core, uri.fsPath);
    const { root } = (await this.#core.request('project/status', { path: uri.fsPath })).project;
    const wish = await choose(root, this.#memory.farmOf(root));
    await this.#memory.keepFarm(root, wish);
    await this.#ask(uri, 'publish', undefined, wish);
  }

  async #ask(uri: vscode.Uri, kind: PublishKind, wanted?: unknown, wish?: FarmWish): Promise<void> {
    const comp = uri.fsPath;
    const options = { comp, kind, ...wish };
    // A menu passes all selected files in this place.
    const first = typeof wanted === 'string' ? { saver: wanted } : {};
    const plan = await withSaver(
      (choice) => this.#working(async () => (await this.#core.request('publish/plan', { ...options, ...choice })).plan),
      first,
    );
    if (kind === 'preview') {
      await this.#start({ ...options, saver: plan.saver });
      return;
    }
    const last = this.#memory.of(comp);
    const showPlan = async (): Promise<void> => void (await vscode.commands.executeCommand(SHOW_PLAN, uri));
    const farm = wish && farmName(wish.farm);
    const questions = { inputs: this.#inputs, last, showPlan, ...(farm !== undefined && { farm }) };
    const { action, ...answers } = await askPublish(plan, questions);
    await this.#memory.keep(comp, answers);
    // The Saver of a preview may be another one; else what was planned is what is published.
    if (action === 'preview') await this.#ask(uri, 'preview', undefined, wish);
    else await this.#startPlanned({ ...options, ...answers, saver: plan.saver }, plan.version);
  }

  /** Renders what comes out of the tool at the cursor, for a look at it. */
  async previewTool(argument: unknown): Promise<void> {
    const comp = await compFor(argument, vscode.l10n.t('Comp to preview'));
    const tool = await toolAtCursor(comp);
    await saveBefore(comp);
    await ensureTrust(this.#core, comp.fsPath);
    await this.#start({ comp: comp.fsPath, kind: 'preview', tool });
  }

  /** The number is named, so that what was planned is what is published; the next one where somebody has taken it. */
  async #startPlanned(wish: RequestParams<'publish/start'>, version: number | undefined): Promise<void> {
    try {
      await this.#start({ ...wish, version });
    } catch (error) {
      if (!ComplineError.is(error, 'version-taken') || version === undefined) throw error;
      const next = vscode.l10n.t('Publish as the Next One');
      const choice = await vscode.window.showWarningMessage(error.message, { modal: true }, next);
      if (choice !== next) throw new Dismissed();
      await this.#start(wish);
    }
  }

  async #start(options: RequestParams<'publish/start'>): Promise<void> {
    const { publish } = await this.#working(() => this.#core.request('publish/start', options));
    this.#follower.follow(publish);
  }

  /** Shows in the Publish view that something is under way. */
  #working<T>(work: () => Promise<T>): Promise<T> {
    return withTrust(this.#core, async () =>
      vscode.window.withProgress({ location: { viewId: 'compline.publish' } }, work),
    );
  }
}
