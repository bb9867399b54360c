import * as vscode from 'vscode';
import type { PublishPlan } from '../../server/protocol/publishes.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { stem } from '../views/format.ts';
import { compFor, saveBefore } from './pick-comp.ts';
import { withSaver } from './pick-saver.ts';
import { planMarkdown } from './plan-text.ts';

/** The scheme of the documents that show plans of publishes. */
const PLAN_SCHEME = 'compline-plan';

/** Shows what a publish would do, as a read-only document. */
export class PlanDocument implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #core: PipelineCore;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #disposable: vscode.Disposable;
  readonly #plans = new Map<string, PublishPlan>();

  constructor(core: PipelineCore) {
    this.#core = core;
    this.#disposable = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(PLAN_SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#plans.delete(uri.toString())),
      this.#changed,
    );
  }

  get onDidChange(): vscode.Event<vscode.Uri> {
    return this.#changed.event;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const plan = this.#plans.get(uri.toString());
    return plan === undefined ? '' : planMarkdown(plan);
  }

  /** Plans the publish of a comp, and opens the plan. */
  async show(argument: unknown): Promise<void> {
    const comp = await compFor(argument, vscode.l10n.t('Comp whose publish is planned'));
    await saveBefore(comp);
    const options = { comp: comp.fsPath };
    const plan = await withSaver(async (choice) =>
      vscode.window.withProgress({ location: { viewId: 'compline.publish' } }, async () => {
        return (await this.#core.request('publish/plan', { ...options, ...choice })).plan;
      }),
    );
    const title = vscode.l10n.t('Publish Plan of {0}', stem(comp.fsPath));
    const uri = vscode.Uri.from({ scheme: PLAN_SCHEME, path: `/${title}.md`, query: comp.fsPath });
    this.#plans.set(uri.toString(), plan);
    this.#changed.fire(uri);
    const opened = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(opened, 'markdown');
    await vscode.commands.executeCommand('markdown.showPreview', uri).then(undefined, async () => {
      // VS Code's own reader of Markdown may be switched off.
      await vscode.window.showTextDocument(opened, { preview: true });
    });
  }

  dispose(): void {
    this.#disposable.dispose();
  }
}
