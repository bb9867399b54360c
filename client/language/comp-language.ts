import * as vscode from 'vscode';
import { LOOKED_AT } from './detect-comp.ts';
import { type DocumentFacts, LanguageChoice } from './language-choice.ts';

/** The first lines of a document: as many as make up what is looked at. A long document is not put together for that. */
function headOf(document: vscode.TextDocument): string {
  const lines: string[] = [];
  for (let length = 0, at = 0; at < document.lineCount && length < LOOKED_AT; at += 1) {
    const { text } = document.lineAt(at);
    lines.push(text);
    length += text.length + 1;
  }
  return lines.join('\n');
}

/** True where `files.associations` has a pattern that fits the document. */
function isAssociated(document: vscode.TextDocument): boolean {
  const associations = vscode.workspace
    .getConfiguration('files', document.uri)
    .get<Readonly<Record<string, string>>>('associations', {});
  return Object.keys(associations).some((glob) => {
    const pattern = glob.includes('/') ? glob : `**/${glob}`;
    return vscode.languages.match({ pattern }, document) > 0;
  });
}

function factsOf(document: vscode.TextDocument): DocumentFacts {
  return {
    uri: document.uri.toString(),
    path: document.uri.path,
    untitled: document.isUntitled,
    language: document.languageId,
    head: () => headOf(document),
    associated: () => isAssociated(document),
  };
}

/**
 * Gives each `.comp` and `.setting` document, and each new one that a comp is pasted into, the language its text is
 * written in; see `LanguageChoice`. Other languages claim these names too, and no rule of a manifest can tell them apart.
 */
export class CompLanguage implements vscode.Disposable {
  readonly #choice = new LanguageChoice();
  readonly #log: vscode.LogOutputChannel;
  readonly #disposable: vscode.Disposable;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
    this.#disposable = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      vscode.workspace.onDidChangeTextDocument((event) => this.#changed(event)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document)),
    );
    for (const document of vscode.workspace.textDocuments) this.#opened(document);
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #opened(document: vscode.TextDocument): void {
    void this.#give(document, this.#choice.opened(factsOf(document)));
  }

  #changed({ document }: vscode.TextDocumentChangeEvent): void {
    if (!this.#choice.waits(document.uri.toString())) return;
    void this.#give(document, this.#choice.changed(factsOf(document)));
  }

  // A document whose language changes is closed and opened anew, but stays among the open documents.
  #closed(document: vscode.TextDocument): void {
    if (!vscode.workspace.textDocuments.includes(document)) this.#choice.closed(document.uri.toString());
  }

  async #give(document: vscode.TextDocument, wanted: 'fusion-comp' | 'shader' | undefined): Promise<void> {
    if (wanted === undefined) return;
    try {
      const language = wanted === 'shader' ? await shaderLanguage() : wanted;
      if (!document.isClosed) await vscode.languages.setTextDocumentLanguage(document, language);
    } catch (error) {
      this.#log.warn(`The language of ${document.uri.toString()} could not be set:`, error);
    }
  }
}

async function shaderLanguage(): Promise<string> {
  return (await vscode.languages.getLanguages()).includes('glsl') ? 'glsl' : 'plaintext';
}
