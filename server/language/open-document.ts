import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, SeverityOverrides } from '../checks/check.ts';
import type { TextRange } from '../formats/text/range.ts';
import type { LanguageModel, LanguageSupport } from './language-support.ts';

const NO_FINDINGS: readonly Finding[] = [];

/** A document the client has open. Its text is read when something first asks about a version, and once. */
export class OpenDocument {
  readonly #text: TextDocument;
  readonly #support: LanguageSupport | undefined;
  #model: LanguageModel | undefined;
  #findings: { readonly overrides: SeverityOverrides; readonly list: readonly Finding[] } | undefined;

  /** Without `support` the document is kept in step with the client and says nothing. */
  constructor(text: TextDocument, support: LanguageSupport | undefined) {
    this.#text = text;
    this.#support = support;
  }

  get uri(): string {
    return this.#text.uri;
  }

  get version(): number {
    return this.#text.version;
  }

  /** The text as the client has it. */
  get text(): string {
    return this.#text.getText();
  }

  /** Takes over the client's changes, in order. Throws when a change has not the form the protocol gives it. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    TextDocument.update(this.#text, [...changes], version);
    this.#model = undefined;
    this.#findings = undefined;
  }

  /** What the present version says; absent for a language the server does not know. */
  get model(): LanguageModel | undefined {
    this.#model ??= this.#support?.read(this.#text.getText());
    return this.#model;
  }

  /** What is wrong with the present version. The same array comes back until the version or the severities change. */
  findings(overrides: SeverityOverrides): readonly Finding[] {
    if (this.#findings === undefined || this.#findings.overrides !== overrides) {
      this.#findings = { overrides, list: this.model?.findings(overrides) ?? NO_FINDINGS };
    }
    return this.#findings.list;
  }

  /** A position of the protocol as an offset; outside the text, the nearest place in it. */
  offsetAt(position: Position): number {
    return this.#text.offsetAt(position);
  }

  /** A stretch of the text as a range of the protocol, in UTF-16 code units. */
  rangeOf(range: TextRange): Range {
    return { start: this.#text.positionAt(range.start), end: this.#text.positionAt(range.end) };
  }
}
