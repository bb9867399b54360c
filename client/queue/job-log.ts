import * as vscode from 'vscode';
import { Dismissed } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { pickJob, placesOfArguments } from './job-choice.ts';
import { LogDocument } from './log/log-document.ts';
import { LogFollower } from './log/log-follower.ts';
import { type LogView, logFileName, queryOf, viewOf } from './log/log-view.ts';
import type { QueueView } from './queue-view.ts';

/** The scheme of the documents that show the log of a job. */
export const LOG_SCHEME = 'compline-log';

/** Shows the logs of jobs as read-only documents, which grow while the job runs and somebody looks at them. */
export class JobLog implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider, vscode.Disposable {
  readonly #core: PipelineCore;
  readonly #queue: QueueView;
  readonly #documents = new Map<string, LogDocument>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #disposable: vscode.Disposable;

  constructor(core: PipelineCore, queue: QueueView) {
    this.#core = core;
    this.#queue = queue;
    this.#disposable = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(LOG_SCHEME, this),
      vscode.languages.registerDocumentLinkProvider({ scheme: LOG_SCHEME }, this),
      new LogFollower({
        core,
        scheme: LOG_SCHEME,
        document: (uri) => this.#documents.get(uri.toString()),
        changed: (uri) => this.#changed.fire(uri),
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#documents.delete(uri.toString())),
      this.#changed,
    );
  }

  get onDidChange(): vscode.Event<vscode.Uri> {
    return this.#changed.event;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const known = this.#documents.get(uri.toString());
    // What is known was read when its change was told.
    if (known !== undefined) return known.text;
    // An editor of the window before this one, which VS Code opens by itself.
    if (!vscode.workspace.isTrusted) return vscode.l10n.t('This workspace is not trusted, so no log is read in it.');
    const document = new LogDocument(this.#core, viewOf(uri.query));
    await document.read();
    this.#documents.set(uri.toString(), document);
    return document.text;
  }

  /** The files and lines that errors name. */
  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const lines = this.#documents.get(document.uri.toString())?.lines ?? [];
    return lines.flatMap(({ text, link }, row) => {
      // The editor may not have the newest text yet.
      if (link === undefined || row >= document.lineCount || document.lineAt(row).text !== text) return [];
      const { file, line } = link.place;
      const target = vscode.Uri.file(file).with(line === undefined ? {} : { fragment: `L${line}` });
      return new vscode.DocumentLink(new vscode.Range(row, link.from, row, link.to), target);
    });
  }

  /** Opens the log of a job, of a task or of an attempt. */
  async show(argument: unknown): Promise<void> {
    await this.#open(await this.#viewOf(argument));
  }

  /** Opens the errors of a log alone. */
  async showErrors(argument: unknown): Promise<void> {
    const { search: _search, ...view } = await this.#viewOf(argument ?? shownLog());
    await this.#open({ ...view, levels: ['error'] });
  }

  /** Asks for words, and opens the lines of a log that hold them. */
  async search(argument: unknown): Promise<void> {
    const view = await this.#viewOf(argument ?? shownLog());
    const words = await vscode.window.showInputBox({
      title: vscode.l10n.t('Search Job Log'),
      prompt: vscode.l10n.t('Words that a line holds, all of them, in any letter case. The whole log is searched.'),
      value: view.search ?? '',
    });
    if (words === undefined || words.trim() === '') throw new Dismissed();
    await this.#open({ ...view, search: words.trim() });
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  /** What a command was given on: a row, the id of a job, a log that is open; else a job that the user picks. */
  async #viewOf(argument: unknown): Promise<LogView> {
    if (argument instanceof vscode.Uri && argument.scheme === LOG_SCHEME) return viewOf(argument.query);
    const [place] = placesOfArguments(argument, undefined);
    if (place !== undefined) {
      const { job, task, attempt } = place;
      return { job, ...(task !== undefined && { task }), ...(attempt !== undefined && { attempt }) };
    }
    const job = await pickJob(this.#queue, {
      placeHolder: vscode.l10n.t('Job whose log is shown'),
      none: vscode.l10n.t('There is no job in the queue.'),
      fits: () => true,
    });
    return { job };
  }

  async #open(view: LogView): Promise<void> {
    const name = this.#queue.model.job(view.job)?.name ?? view.job;
    const path = `/${logFileName(name, view)}`;
    const uri = vscode.Uri.from({ scheme: LOG_SCHEME, path, query: queryOf(view) });
    const known = this.#documents.get(uri.toString());
    if (known !== undefined && (await known.read())) this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    // The end is what tells how it went.
    const end = document.lineAt(document.lineCount - 1).range.end;
    await vscode.window.showTextDocument(document, { preview: true, selection: new vscode.Range(end, end) });
  }
}

/** The log that the user looks at: who gives a command from the palette means that one. */
function shownLog(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === LOG_SCHEME ? uri : undefined;
}
