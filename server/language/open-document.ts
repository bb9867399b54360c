import {
  CancellationToken,
  type Position,
  type Range,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import type { Finding, SeverityOverrides } from '../checks/check.ts';
import { DocumentText } from '../formats/text/document-text.ts';
import type { TextChange, TextRange } from '../formats/text/range.ts';
import type { DocumentReader, LanguageModel, LanguageSupport } from './language-support.ts';
import { gather, pause, TimeSlice } from './pausing.ts';

/** What a client says of a document that it opens. */
export interface OpenedText {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

/** A document the client has open. Its text is read when something first asks about a version, and once. */
export class OpenDocument {
  readonly uri: string;
  /** Absent for a language the server does not know. */
  readonly support: LanguageSupport | undefined;
  #reader: DocumentReader | undefined;
  /** What is waited for until there is a reader. */
  readonly #loading: Promise<void> | undefined;
  #version: number;
  #text: DocumentText;
  #model: LanguageModel | undefined;
  /** The reading of a version that is under way. */
  #reading: Generator<undefined, LanguageModel> | undefined;
  /** It goes on while this is there. */
  #readingOn: Promise<void> | undefined;
  /** What has changed since the version that was last read, or is being read; undefined where all of it is new. */
  #changes: TextChange[] | undefined;
  /** The text as it was opened or last saved, until its model was told so. */
  #settled: DocumentText | undefined;
  /** The text that is being read, or was read last. */
  #readText: DocumentText | undefined;
  /** Something was found in the edits of the version that was last asked about. */
  #hasEditFindings = false;
  #findings: { readonly overrides: SeverityOverrides; readonly list: readonly Finding[] } | undefined;

  /** Without `support` the document is kept in step with the client and says nothing. */
  constructor({ uri, version, text }: OpenedText, support: LanguageSupport | undefined) {
    this.uri = uri;
    this.support = support;
    this.#version = version;
    this.#text = DocumentText.of(text);
    this.#settled = this.#text;
    const reader = support?.createReader();
    if (reader instanceof Promise) this.#loading = this.#load(reader);
    else this.#reader = reader;
  }

  get version(): number {
    return this.#version;
  }

  /** The text as the client has it. */
  get text(): string {
    return this.#text.whole;
  }

  /** The text from `start` to before `end`, as the client has it. */
  slice(start: number, end: number): string {
    return this.#text.slice(start, end);
  }

  /** The number of code units of the text. */
  get length(): number {
    return this.#text.length;
  }

  /** Takes over the client's changes, in order. Throws when a change has not the form the protocol gives it. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    if (this.#settled === this.#text && this.#reader?.readsWhole !== true) this.#holdSettled();
    for (const change of changes) this.#apply(change);
    this.#version = version;
    this.#findings = undefined;
    // Nobody asks about a version that is past, and the reading of the next one does not begin with it.
    if (this.#reader?.readsWhole) {
      this.#reading = undefined;
      this.#changes = undefined;
    }
  }

  /** The present version is what the file holds: the client has saved it, or read it anew. Tells whether that may take
   * back something that was found. */
  settle(): boolean {
    const mattered = this.#hasEditFindings;
    this.#settled = this.#text;
    if (mattered) this.#findings = undefined;
    if (!this.#isBehind) this.#tellSettled();
    return mattered;
  }

  /** What the present version says; absent for a language the server does not know, and until what reads it is loaded. It
   * reads what is not yet read. */
  get model(): LanguageModel | undefined {
    while (this.#isBehind) this.#readOn();
    return this.#model;
  }

  /** Reads the present version where it is not yet read, and lets other requests in between: once for all who wait. */
  async ready(): Promise<void> {
    if (this.#reader === undefined) await this.#loading;
    if (!this.#isBehind) return;
    this.#readingOn ??= this.#readAll().finally(() => {
      this.#readingOn = undefined;
    });
    await this.#readingOn;
  }

  async #readAll(): Promise<void> {
    const slice = new TimeSlice();
    while (this.#isBehind) {
      this.#readOn();
      if (!slice.isOver) continue;
      await pause();
      slice.begin();
    }
  }

  /**
   * What is wrong with the present version, in document order. The same array comes back until the version or the
   * severities change. Throws `RequestCancelled` and `ContentModified` as `gather` does; without a token, nobody cancels.
   */
  async findings(
    overrides: SeverityOverrides,
    token: CancellationToken = CancellationToken.None,
  ): Promise<readonly Finding[]> {
    await this.ready();
    if (this.#findings?.overrides === overrides) return this.#findings.list;
    const ofText = await gather(this.model?.findings(overrides) ?? [], this, token);
    const ofEdits = await gather(this.model?.editFindings?.(overrides) ?? [], this, token);
    this.#hasEditFindings = ofEdits.results.length > 0;
    const list = [...ofText.results, ...ofEdits.results].sort(
      (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
    );
    this.#findings = { overrides, list };
    return list;
  }

  /** A position of the protocol as an offset; outside the text, the nearest place in it. */
  offsetAt(position: Position): number {
    return this.#text.offsetAt(position);
  }

  /** A stretch of the text as a range of the protocol, in UTF-16 code units. */
  rangeOf(range: TextRange): Range {
    return { start: this.#text.positionAt(range.start), end: this.#text.positionAt(range.end) };
  }

  #load(reader: Promise<DocumentReader>): Promise<void> {
    const loading = reader.then((loaded) => {
      this.#reader = loaded;
    });
    // Whoever asks about the document is told; where nobody asks, nobody has to know.
    loading.catch(() => undefined);
    return loading;
  }

  get #isBehind(): boolean {
    if (this.#reader === undefined) return false;
    return this.#reading !== undefined || this.#changes === undefined || this.#changes.length > 0;
  }

  #readOn(): void {
    this.#begin();
    const step = this.#reading?.next();
    if (step?.done !== true) return;
    this.#model = step.value;
    this.#reading = undefined;
    this.#tellSettled();
  }

  /** What was opened or saved is read before what is made of it, so that the one can be told from the other. */
  #holdSettled(): void {
    // Saved while a version before is still being read, and edited again: nobody can wait for it any more.
    while (this.#reading !== undefined && this.#readText !== this.#text) this.#readOn();
    this.#begin();
  }

  #begin(): void {
    if (this.#reading !== undefined || this.#reader === undefined) return;
    this.#readText = this.#text;
    this.#reading = this.#reader.read(this.#text, this.#takeChanges());
  }

  #tellSettled(): void {
    if (this.#settled === undefined || this.#settled !== this.#readText) return;
    this.#settled = undefined;
    this.#model?.settle?.();
  }

  #takeChanges(): readonly TextChange[] | undefined {
    const changes = this.#changes;
    this.#changes = [];
    return changes;
  }

  #apply(change: TextDocumentContentChangeEvent): void {
    if (!('range' in change)) {
      this.#text = DocumentText.of(change.text);
      this.#changes = undefined;
      return;
    }
    const from = this.#text.offsetAt(change.range.start);
    const to = this.#text.offsetAt(change.range.end);
    const range = { start: Math.min(from, to), end: Math.max(from, to) };
    this.#text = this.#text.edited(range, change.text);
    this.#changes?.push({ range, length: change.text.length });
  }
}
