import * as vscode from 'vscode';
import { elementOf } from '../commands/arguments.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { nameOf } from '../locks/lock-texts.ts';
import { formatTime } from '../views/format.ts';
import { isAtWork } from './publish-model.ts';
import { phaseText, publishName, publishOfRow } from './publish-rows.ts';
import type { PublishView } from './publish-view.ts';
import { reportDetails } from './report-details.ts';
import { reportLinks } from './report-links.ts';
import { reportMarkdown } from './report-markdown.ts';

/** The scheme of the documents that tell of a publish. */
export const REPORT_SCHEME = 'compline-report';

/** Shows how publishes went, as documents. */
export class PublishReport implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #core: PipelineCore;
  readonly #view: PublishView;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #disposable: vscode.Disposable;

  constructor(core: PipelineCore, view: PublishView) {
    this.#core = core;
    this.#view = view;
    this.#disposable = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(REPORT_SCHEME, this),
      vscode.languages.registerDocumentLinkProvider({ scheme: REPORT_SCHEME }, reportLinks),
      core.onEvent('publish/changed', ({ publish }) => this.#follow(publish.id)),
      this.#changed,
    );
  }

  get onDidChange(): vscode.Event<vscode.Uri> {
    return this.#changed.event;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { publish } = await this.#core.request('publish/get', { publish: uri.query });
    const job =
      publish.job === undefined
        ? undefined
        : await this.#core.request('queue/get', { job: publish.job }).then(
            (it) => it.job,
            // Jobs are deleted, reports stay.
            () => undefined,
          );
    const addressOf = (file: string, line?: number): string => {
      const address = vscode.Uri.file(file);
      return (line === undefined ? address : address.with({ fragment: `L${line}` })).toString();
    };
    const scene = this.#view.model.scenes.find((it) => it.comp === publish.comp);
    return reportMarkdown({ publish, job, details: reportDetails(publish, scene?.findings ?? []), addressOf });
  }

  /** Opens the report of a publish: of a row, of an id, else of one that the user picks. */
  async show(argument: unknown): Promise<void> {
    const id = typeof argument === 'string' ? argument : publishOfRow(elementOf(argument)?.row.id ?? '');
    const publish = id ?? (await this.#pick());
    const { publish: known } = await this.#core.request('publish/get', { publish });
    const path = `/${vscode.l10n.t('Report of {0}', publishName(known))}.md`;
    const uri = vscode.Uri.from({ scheme: REPORT_SCHEME, path, query: publish });
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #follow(publish: string): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === REPORT_SCHEME && uri.query === publish) this.#changed.fire(uri);
    }
  }

  async #pick(): Promise<string> {
    await this.#view.live.rows();
    const items = this.#view.model.publishes
      .filter((it) => !isAtWork(it))
      .map((publish) => ({
        label: publishName(publish),
        description: [phaseText(publish.phase), formatTime(publish.endedAt ?? publish.startedAt)].join(' · '),
        detail: nameOf(publish.comp),
        id: publish.id,
      }));
    if (items.length === 0) throw new Notice(vscode.l10n.t('Nothing was published yet.'));
    const title = vscode.l10n.t('Report of a Publish');
    const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
    if (picked === undefined) throw new Dismissed();
    return picked.id;
  }
}
