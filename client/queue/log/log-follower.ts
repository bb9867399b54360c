import * as vscode from 'vscode';
import type { PipelineCore } from '../../core/pipeline-core.ts';
import type { LogDocument } from './log-document.ts';

/** Milliseconds from one look at a log that grows to the next. */
const LOOK_EVERY = 1_000;

/** What following needs. */
export interface FollowerParts {
  readonly core: PipelineCore;
  /** The scheme of the documents that are followed. */
  readonly scheme: string;
  /** What is known of a document. */
  readonly document: (uri: vscode.Uri) => LogDocument | undefined;
  /** Told of a document with another text. */
  readonly changed: (uri: vscode.Uri) => void;
}

/** Has the logs that somebody looks at read on while they grow. An editor that shows the end goes on showing it. */
export class LogFollower implements vscode.Disposable {
  readonly #parts: FollowerParts;
  /** Jobs of which there may be more than their logs say. */
  readonly #dirty = new Set<string>();
  /** The documents whose end is shown. */
  readonly #atEnd = new Set<string>();
  readonly #disposable: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: FollowerParts) {
    const { core } = parts;
    this.#parts = parts;
    this.#disposable = vscode.Disposable.from(
      core.onEvent('queue/changed', ({ jobs }) => {
        for (const { id } of jobs) this.#dirty.add(id);
        this.#begin();
      }),
      // What was written while the core was away, or nobody looked.
      core.onStateChange((state) => {
        if (state === 'connected') this.#askAll();
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#askAll()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#showEnd(document)),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#disposable.dispose();
  }

  #editors(): readonly vscode.TextEditor[] {
    return vscode.window.visibleTextEditors.filter((it) => it.document.uri.scheme === this.#parts.scheme);
  }

  #askAll(): void {
    for (const { document } of this.#editors()) {
      const known = this.#parts.document(document.uri);
      if (known !== undefined) this.#dirty.add(known.view.job);
    }
    this.#begin();
  }

  /** Looks from now on, at first in a moment; at nothing where nobody sees a log that may grow. */
  #begin(): void {
    if (this.#timer !== undefined) return;
    if (this.#editors().length === 0) {
      this.#dirty.clear(); // A log that is opened, or shown again, is read then.
      return;
    }
    this.#timer = setTimeout(() => void this.#look(), LOOK_EVERY);
  }

  async #look(): Promise<void> {
    const shown = new Map(this.#editors().map((it) => [it.document.uri.toString(), it]));
    let grows = false;
    const dirty = new Set(this.#dirty);
    this.#dirty.clear();
    for (const [name, editor] of shown) {
      const { uri } = editor.document;
      const document = this.#parts.document(uri);
      if (document === undefined || (document.ended && !dirty.has(document.view.job))) continue;
      try {
        if (await document.read()) this.#grown(name, editor);
        grows ||= !document.ended;
      } catch {
        // The job is gone with its log, or the core is away: who asks it would start another one. Its return is told.
      }
    }
    this.#timer = undefined;
    if (grows || this.#dirty.size > 0) this.#begin();
  }

  #grown(name: string, { visibleRanges, document }: vscode.TextEditor): void {
    const last = visibleRanges.at(-1)?.end.line ?? 0;
    if (last >= document.lineCount - 2) this.#atEnd.add(name);
    this.#parts.changed(document.uri);
  }

  #showEnd({ uri, lineCount }: vscode.TextDocument): void {
    if (!this.#atEnd.delete(uri.toString())) return;
    const end = new vscode.Range(lineCount - 1, 0, lineCount - 1, 0);
    for (const editor of this.#editors()) {
      if (editor.document.uri.toString() === uri.toString()) editor.revealRange(end);
    }
  }
}
