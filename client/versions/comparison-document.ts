import * as vscode from 'vscode';
import * as z from 'zod';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { nameOf } from '../locks/lock-texts.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';

/** The scheme of the documents that say what is not the same in two comps. */
export const COMPARISON_SCHEME = 'compline-comparison';

const querySchema = z.object({ before: z.string(), after: z.string(), title: z.string() });

/** Two files that are compared, and what the one of before is called. */
export type ComparedFiles = z.output<typeof querySchema>;

/** Shows what is not the same in two comps, tool by tool, as a document. */
export class ComparisonDocument implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #core: PipelineCore;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #disposable: vscode.Disposable;

  constructor(core: PipelineCore) {
    this.#core = core;
    this.#disposable = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(COMPARISON_SCHEME, this),
      this.#changed,
    );
  }

  get onDidChange(): vscode.Event<vscode.Uri> {
    return this.#changed.event;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { before, after, title } = querySchema.parse(JSON.parse(uri.query));
    const { comparison } = await this.#core.request('version/compare', { before, after });
    return comparisonMarkdown(comparison, vscode.l10n.t('{0} since {1}', nameOf(after), title));
  }

  async show(files: ComparedFiles): Promise<void> {
    const path = `/${nameOf(files.after)} ${files.title}.md`;
    const uri = vscode.Uri.from({ scheme: COMPARISON_SCHEME, path, query: JSON.stringify(files) });
    // It may be open, of what the comp held when it was shown last.
    this.#changed.fire(uri);
    await vscode.workspace.openTextDocument(uri);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  dispose(): void {
    this.#disposable.dispose();
  }
}
