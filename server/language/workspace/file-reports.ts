import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type WorkspaceFullDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { SeverityOverrides } from '../../checks/check.ts';
import type { FeatureContext } from '../feature.ts';
import { OpenDocument } from '../open-document.ts';
import { throwIfCancelled } from '../request-guard.ts';
import { toDiagnostics } from '../to-diagnostic.ts';
import { addressKey } from './address.ts';
import type { IndexedFile } from './workspace-index.ts';

/** What a client has of a file: the address it knows the file by, and the name of what it was told. */
export interface ToldReport {
  readonly uri: string;
  readonly resultId: string;
}

/** What is wrong with the files that are not open, as far as a client has not been told of it. */
export class FileReports {
  readonly #context: FeatureContext;
  readonly #session: string;
  readonly #severities = new Map<SeverityOverrides, number>();

  /** `session` sets the names of results apart from those of another run of the server. */
  constructor(context: FeatureContext, session: string) {
    this.#context = context;
    this.#session = session;
  }

  /**
   * Tells what is new to a client that knows `told`, file by file, and takes note of it there. Throws `RequestCancelled`
   * when the client has given up.
   */
  async *since(
    told: Map<string, ToldReport>,
    token: CancellationToken,
  ): AsyncGenerator<WorkspaceFullDocumentDiagnosticReport> {
    const files = await this.#context.workspace.closedFiles(token);
    for (const file of files) {
      const key = addressKey(file.uri);
      const severities = await this.#severitiesOf(file.uri);
      throwIfCancelled(token);
      const resultId = this.#resultId(file, severities);
      if (told.get(key)?.resultId === resultId) continue;
      const uri = told.get(key)?.uri ?? file.uri;
      const items = await this.#check(file, severities, token);
      if (items === undefined) continue;
      told.set(key, { uri, resultId });
      yield { kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId, items };
    }
    // The client asks about open documents by themselves, and is told again of one that it closes.
    for (const { uri } of this.#context.documents.all()) told.delete(addressKey(uri));
    yield* this.takenBack(told, new Set(files.map(({ uri }) => addressKey(uri))));
  }

  /** Takes back what was told of all files but `stay`. */
  *takenBack(
    told: Map<string, ToldReport>,
    stay: ReadonlySet<string>,
  ): Generator<WorkspaceFullDocumentDiagnosticReport> {
    for (const [key, { uri }] of [...told]) {
      if (stay.has(key)) continue;
      told.delete(key);
      yield { kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] };
    }
  }

  async #severitiesOf(uri: string): Promise<SeverityOverrides> {
    const { settings } = this.#context;
    try {
      return await settings.forDocument(uri);
    } finally {
      // Nobody says later that this file has closed.
      if (this.#context.documents.get(uri) === undefined) settings.forget(uri);
    }
  }

  #resultId({ stamp }: IndexedFile, severities: SeverityOverrides): string {
    // Equal severities are the same object.
    const number = this.#severities.get(severities) ?? this.#severities.size;
    this.#severities.set(severities, number);
    return `${this.#session}-${stamp.modified}-${stamp.size}-${number}`;
  }

  async #check({ uri, support }: IndexedFile, severities: SeverityOverrides, token: CancellationToken) {
    const text = await this.#context.workspace.disk?.files.read(uri);
    if (text === undefined) return undefined;
    const document = new OpenDocument({ uri, version: 0, text }, support);
    return toDiagnostics(document, await document.findings(severities, token), this.#context.client);
  }
}
