import * as vscode from 'vscode';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { jobOfArgument, pickJob } from './job-choice.ts';
import type { QueueView } from './queue-view.ts';

/** The scheme of the documents that show the log of a job. */
export const LOG_SCHEME = 'compline-log';

/** How much of a log is shown, in bytes from its end. */
const MOST_BYTES = 1_000_000;

/** Shows the logs of jobs as read-only documents, which grow while the job runs. */
export class JobLog implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #core: PipelineCore;
  readonly #queue: QueueView;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #disposable: vscode.Disposable;

  constructor(core: PipelineCore, queue: QueueView) {
    this.#core = core;
    this.#queue = queue;
    this.#disposable = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(LOG_SCHEME, this),
      core.onEvent('queue/changed', ({ jobs }) => this.#follow(new Set(jobs.map((it) => it.id)))),
      this.#changed,
    );
  }

  get onDidChange(): vscode.Event<vscode.Uri> {
    return this.#changed.event;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { text, truncated } = await this.#core.request('queue/log', { job: uri.query, maxBytes: MOST_BYTES });
    if (text === '') return vscode.l10n.t('This job has not written anything yet.');
    return truncated ? `${vscode.l10n.t('… the beginning is left out …')}\n${text}` : text;
  }

  /** Opens the log of a job. */
  async show(argument: unknown): Promise<void> {
    const question = {
      placeHolder: vscode.l10n.t('Job whose log is shown'),
      none: vscode.l10n.t('There is no job in the queue.'),
      fits: () => true,
    };
    const job = jobOfArgument(argument) ?? (await pickJob(this.#queue, question));
    const name = this.#queue.model.job(job)?.name ?? job;
    const file = `${name.replaceAll(/[^\w.+-]+/g, '_')}.log`;
    const uri = vscode.Uri.from({ scheme: LOG_SCHEME, path: `/${file}`, query: job });
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    // The end is what tells how it went.
    const end = document.lineAt(document.lineCount - 1).range.end;
    await vscode.window.showTextDocument(document, { preview: true, selection: new vscode.Range(end, end) });
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #follow(jobs: ReadonlySet<string>): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === LOG_SCHEME && jobs.has(uri.query)) this.#changed.fire(uri);
    }
  }
}
