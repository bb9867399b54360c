import path from 'node:path';
import * as vscode from 'vscode';
import { Notice } from '../core/error-reporter.ts';
import type { LanguageServer } from '../language/language-client.ts';
import { shotExpansionSchema } from './shot-expansion.ts';
import { shotText } from './shot-text.ts';

/** The scheme of the documents that show the videos of a project. */
const SHOTS_SCHEME = 'compline-shots';

/** Their language, so that VS Code breaks their lines: prompts are long. */
const SHOTS_LANGUAGE = 'compline-shots';

/** The language of projects. */
const SORA_LANGUAGE = 'sora-project';

/** So many videos are shown. */
const MOST_VIDEOS = 5;

/** Quiet time, in milliseconds, after a change before the preview follows. */
const QUIET_TIME = 300;

/** What a preview shows: a project, from one of its shots on, counted from 0. */
interface Shown {
  readonly project: string;
  readonly shot: number;
}

/** Shows the prompts that are sent for a project, in a read-only document that follows the project and its tables. */
export class ShotPreview implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #disposable: vscode.Disposable;
  #tables: vscode.FileSystemWatcher | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #waiting = new Set<string>();

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#disposable = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SHOTS_SCHEME, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === SORA_LANGUAGE) this.#schedule(document.uri.toString());
      }),
      server.onDidChangeState((state) => {
        if (state === 'running') this.#refresh(() => true);
      }),
      this.#changed,
    );
  }

  get onDidChange(): vscode.Event<vscode.Uri> {
    return this.#changed.event;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { project, shot } = readQuery(uri.query);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(project, true));
    try {
      const answer = await this.#server.execute('compline.expandShots', project, String(shot), String(MOST_VIDEOS));
      return shotText(path.posix.basename(document.uri.path), shotExpansionSchema.parse(answer));
    } catch (error) {
      return error instanceof Error ? `${error.message}\n` : '';
    }
  }

  /** Opens the preview beside a project: the one that is given, else that of the active editor. */
  async show(project: unknown, shot: unknown): Promise<void> {
    const source = projectUri(project);
    const from = typeof shot === 'string' && /^\d+$/.test(shot) ? Number(shot) : 0;
    this.#tables ??= this.#watchTables();
    const name = path.posix.basename(source.path);
    const title = from === 0 ? vscode.l10n.t('Shots of {0}', name) : vscode.l10n.t('Shot {0} of {1}', from + 1, name);
    const query = `${from} ${source.toString()}`;
    const uri = vscode.Uri.from({ scheme: SHOTS_SCHEME, path: `/${title}`, query });
    this.#changed.fire(uri);
    const opened = await vscode.workspace.openTextDocument(uri);
    const document = await vscode.languages.setTextDocumentLanguage(opened, SHOTS_LANGUAGE);
    await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#tables?.dispose();
    this.#disposable.dispose();
  }

  #watchTables(): vscode.FileSystemWatcher {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.csv');
    const changed = (): void => this.#schedule(undefined);
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    return watcher;
  }

  /** Has the previews of a project follow when it is quiet; all of them where a table has changed. */
  #schedule(project: string | undefined): void {
    this.#waiting.add(project ?? '');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const waiting = new Set(this.#waiting);
      this.#waiting.clear();
      this.#refresh((shown) => waiting.has('') || waiting.has(shown.project));
    }, QUIET_TIME);
  }

  #refresh(isAsked: (shown: Shown) => boolean): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (uri.scheme === SHOTS_SCHEME && isAsked(readQuery(uri.query))) this.#changed.fire(uri);
    }
  }
}

function readQuery(query: string): Shown {
  const end = query.indexOf(' ');
  return { shot: Number(query.slice(0, end)), project: query.slice(end + 1) };
}

function projectUri(argument: unknown): vscode.Uri {
  if (typeof argument === 'string') return vscode.Uri.parse(argument, true);
  if (argument instanceof vscode.Uri) return argument;
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== SORA_LANGUAGE) throw new Notice(vscode.l10n.t('Open a Sora Studio project first.'));
  return document.uri;
}
