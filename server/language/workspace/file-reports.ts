import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type WorkspaceFullDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { SeverityOverrides } from '../../checks/check.ts';
import { joinFindings } from '../../checks/join-findings.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { FeatureContext } from '../feature.ts';
import { OpenDocument } from '../open-document.ts';
import { gather, restingUntil } from '../pausing.ts';
import { throwIfCancelled } from '../request-guard.ts';
import { toDiagnostics } from '../to-diagnostic.ts';
import { addressKey } from './address.ts';
import { ahead } from './ahead.ts';
import { RuleNumbers, withoutMedia } from './rules-in-place.ts';

/** So many files are read before the one that is checked. */
const READ_AHEAD = 4;

/** What a client has of a file: the address it knows the file by, and the name of what it was told. */
export interface ToldReport {
  readonly uri: string;
  readonly resultId: string;
}

/** What reports are made from. */
type ReportContext = Pick<FeatureContext, 'workspace' | 'documents' | 'settings' | 'placeOf' | 'client'>;

/** A file that is not open and that the client may not have been told of. */
interface FoundFile extends ToldReport {
  readonly key: string;
  readonly stamp: string;
  readonly severities: SeverityOverrides;
  readonly place: CompPlace | undefined;
  /** Absent where the client has been told. */
  readonly text: string | undefined;
}

/** What is wrong with the files that are not open, as far as a client has not been told of it. */
export class FileReports {
  readonly #context: ReportContext;
  readonly #session: string;
  readonly #severities = new Map<SeverityOverrides, number>();
  readonly #rules = new RuleNumbers();
  /** Files that are in no language of the server, by their keys, with the stamps of what was read. */
  readonly #strangers = new Map<string, string>();

  /** `session` sets the names of results apart from those of another run of the server. */
  constructor(context: ReportContext, session: string) {
    this.#context = context;
    this.#session = session;
  }

  /**
   * Tells what is new to a client that knows `told`, file by file, and takes note of it there. Each file is read once while
   * it stands. Throws `RequestCancelled` when the client has given up.
   */
  async *since(
    told: Map<string, ToldReport>,
    token: CancellationToken,
  ): AsyncGenerator<WorkspaceFullDocumentDiagnosticReport> {
    const { workspace, documents } = this.#context;
    const files = await workspace.closedAddresses(token);
    const stay = new Set<string>();
    const progress = workspace.startProgress('Compline: checking the workspace');
    let done = 0;
    try {
      for await (const file of ahead(files, READ_AHEAD, ([key, uri]) => this.#find(key, uri, told))) {
        throwIfCancelled(token);
        done += 1;
        progress.report(done, files.size);
        if (file === undefined) continue;
        const { key, resultId } = file;
        const items = file.text === undefined ? undefined : await this.#check(file, file.text, token);
        if (file.text === undefined || items !== undefined) stay.add(key);
        if (items === undefined) continue;
        const uri = told.get(key)?.uri ?? file.uri;
        told.set(key, { uri, resultId });
        yield { kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId, items };
      }
    } finally {
      progress.end();
    }
    // The client asks about open documents by themselves, and is told again of one that it closes.
    for (const { uri } of documents.all()) told.delete(addressKey(uri));
    yield* this.takenBack(told, stay);
  }

  /** Takes back what was told of all files but `stay`. */
  *takenBack(
    told: Map<string, ToldReport>,
    stay: ReadonlySet<string>,
  ): Generator<WorkspaceFullDocumentDiagnosticReport> {
    for (const [key, { uri }] of [...told]) {
      if (stay.has(key)) continue;
      told.delete(key);
      if (this.#context.documents.get(uri) === undefined) this.#context.settings.forget(uri);
      yield { kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] };
    }
  }

  /** Finds out what there is to know of a file; absent for one that is gone, too large or in none of the languages. */
  async #find(key: string, uri: string, told: ReadonlyMap<string, ToldReport>): Promise<FoundFile | undefined> {
    const { workspace, settings, placeOf } = this.#context;
    const stamped = await workspace.listing.stamp(uri);
    if (stamped === undefined) return undefined;
    const stamp = `${stamped.modified}-${stamped.size}`;
    if (this.#strangers.get(key) === stamp) return undefined;
    const severities = await settings.forDocument(uri);
    const place = await placeOf(uri).catch(() => undefined);
    const resultId = `${this.#session}-${stamp}-${this.#numberOf(severities)}-${this.#rules.of(place)}`;
    const isTold = told.get(key)?.resultId === resultId;
    const text = isTold ? undefined : await workspace.disk?.files.read(uri);
    return text === undefined && !isTold ? undefined : { key, uri, resultId, stamp, severities, place, text };
  }

  #numberOf(severities: SeverityOverrides): number {
    // Equal severities are the same object.
    const number = this.#severities.get(severities) ?? this.#severities.size;
    this.#severities.set(severities, number);
    return number;
  }

  /** What is wrong with a file; absent for one that is in none of the languages after all. */
  async #check({ key, uri, stamp, severities, place }: FoundFile, text: string, token: CancellationToken) {
    const support = this.#context.documents.recognize(uri, text);
    if (support === undefined) {
      this.#strangers.set(key, stamp);
      return undefined;
    }
    const document = new OpenDocument({ uri, version: 0, text }, support);
    const ofText = await document.findings(severities, token);
    const [inPlace] = (await gather(document.model?.inPlace?.() ?? [], document, token)).results;
    const isCancelled = restingUntil(() => token.isCancellationRequested);
    const ofPlace = place && (await inPlace?.findings(withoutMedia(place), severities, isCancelled));
    const findings = joinFindings(ofText, ofPlace ?? []);
    return toDiagnostics(document, findings, this.#context.client);
  }
}
