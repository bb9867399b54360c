import * as vscode from 'vscode';
import { detectComp } from './detect-comp.ts';

/** The language of Fusion's comps and settings. */
export const COMP_LANGUAGE = 'fusion-comp';

const COMP_FILE = /\.(?:comp|setting)$/i;

/** The language a document should have by its text; `undefined` to leave it as it is. */
async function languageFor(document: vscode.TextDocument): Promise<string | undefined> {
  const kind = detectComp(document.getText());
  if (kind === 'comp' && document.languageId !== COMP_LANGUAGE) return COMP_LANGUAGE;
  if (kind !== 'shader' || document.languageId !== COMP_LANGUAGE) return undefined;
  return (await vscode.languages.getLanguages()).includes('glsl') ? 'glsl' : 'plaintext';
}

/**
 * Gives each `.comp` and `.setting` document the language its text is written in, once when it opens: other languages
 * claim these names too, and no rule of a manifest can tell them apart. A language that is chosen later stands.
 */
export class CompLanguage implements vscode.Disposable {
  readonly #decided = new Set<string>();
  readonly #log: vscode.LogOutputChannel;
  readonly #disposable: vscode.Disposable;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
    this.#disposable = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => void this.#decide(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
    );
    for (const document of vscode.workspace.textDocuments) void this.#decide(document);
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async #decide(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    if (!COMP_FILE.test(document.uri.path) || this.#decided.has(key)) return;
    this.#decided.add(key);
    try {
      const language = await languageFor(document);
      if (language !== undefined && !document.isClosed)
        await vscode.languages.setTextDocumentLanguage(document, language);
    } catch (error) {
      this.#log.warn(`The language of ${key} could not be set:`, error);
    }
  }

  // A document whose language changes is closed and opened anew, but stays among the open documents.
  #forget(document: vscode.TextDocument): void {
    if (!vscode.workspace.textDocuments.includes(document)) this.#decided.delete(document.uri.toString());
  }
}
