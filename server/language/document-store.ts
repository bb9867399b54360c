import type {
  Connection,
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DidSaveTextDocumentParams,
} from 'vscode-languageserver';
import type { LanguageSupport } from './language-support.ts';
import { OpenDocument } from './open-document.ts';

/** Somebody who wants to know when documents change. */
export interface DocumentListener {
  /** A document was opened, or its text changed. */
  changed?(document: OpenDocument): void;
  /** A document is no longer open. */
  closed?(uri: string): void;
  /** A document was saved, and what was wrong with its edits is so no more. */
  settled?(document: OpenDocument): void;
}

/** The documents the client has open, kept in step with it change by change. */
export class DocumentStore {
  readonly #languages: ReadonlyMap<string, LanguageSupport>;
  readonly #log: (line: string) => void;
  readonly #documents = new Map<string, OpenDocument>();
  readonly #listeners: DocumentListener[] = [];

  constructor(languages: ReadonlyMap<string, LanguageSupport>, log: (line: string) => void) {
    this.#languages = languages;
    this.#log = log;
  }

  /** The open document with this address; absent when none is open. */
  get(uri: string): OpenDocument | undefined {
    return this.#documents.get(uri);
  }

  /** Every open document. */
  all(): readonly OpenDocument[] {
    return [...this.#documents.values()];
  }

  /** Tells `listener` of every later change. */
  addListener(listener: DocumentListener): void {
    this.#listeners.push(listener);
  }

  /** Follows the client's notifications. */
  listen(connection: Connection): void {
    connection.onDidOpenTextDocument((params) => this.open(params));
    connection.onDidChangeTextDocument((params) => this.change(params));
    connection.onDidSaveTextDocument((params) => this.save(params));
    connection.onDidCloseTextDocument((params) => this.close(params));
  }

  /** Opens a document, or replaces it when the client opens it a second time. */
  open({ textDocument }: DidOpenTextDocumentParams): void {
    const { uri, languageId, version, text } = textDocument;
    const document = new OpenDocument({ uri, version, text }, this.#languageOf(languageId, uri, text));
    this.#documents.set(uri, document);
    this.#tellChanged(document);
  }

  /**
   * Takes over changes. A change that cannot be read leaves us with a text that is no longer the client's; such a
   * document is dropped, since no answer is better than an answer about another text.
   */
  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): void {
    const document = this.#documents.get(textDocument.uri);
    if (document === undefined) return;
    try {
      document.update(contentChanges, textDocument.version);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#log(`${textDocument.uri}: a change could not be read (${reason}); reopen the file to have it served again`);
      this.#drop(textDocument.uri);
      return;
    }
    this.#tellChanged(document);
  }

  /** Takes note that a document was saved as it is. */
  save({ textDocument }: DidSaveTextDocumentParams): void {
    const document = this.#documents.get(textDocument.uri);
    if (document === undefined) return;
    if (!document.settle()) return;
    for (const listener of this.#listeners) listener.settled?.(document);
  }

  /** Forgets a document. */
  close({ textDocument }: DidCloseTextDocumentParams): void {
    this.#drop(textDocument.uri);
  }

  /** Whether a file of this name, without its folder, may be in one of the languages. */
  mayBeKnown(fileName: string): boolean {
    return [...this.#languages.values()].some((it) => it.matches?.(fileName) === true);
  }

  /** The language of a file that is not open, by its address and its text. */
  recognize(uri: string, text: string): LanguageSupport | undefined {
    return [...this.#languages.values()].find((it) => it.recognizes?.(uri, text) === true);
  }

  #languageOf(languageId: string, uri: string, text: string): LanguageSupport | undefined {
    return this.#languages.get(languageId) ?? this.recognize(uri, text);
  }

  #drop(uri: string): void {
    if (!this.#documents.delete(uri)) return;
    for (const listener of this.#listeners) listener.closed?.(uri);
  }

  #tellChanged(document: OpenDocument): void {
    for (const listener of this.#listeners) listener.changed?.(document);
  }
}
