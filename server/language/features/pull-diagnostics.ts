import {
  DiagnosticRefreshRequest,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
} from 'vscode-languageserver';
import type { Finding } from '../../checks/check.ts';
import type { FeatureContext } from '../feature.ts';
import { LIMITS } from '../limit-notices.ts';
import { throwIfCancelled } from '../request-guard.ts';
import { toDiagnostics } from '../to-diagnostic.ts';

/** Gives each set of findings a name, by which the client says that it has them already. */
export class ResultIds {
  readonly #ids = new WeakMap<readonly Finding[], string>();
  readonly #session: string;
  #count = 0;

  /** `session` sets the names apart from those of another run of the server. */
  constructor(session: string) {
    this.#session = session;
  }

  /** The name of `findings`: the same for the same array, and never used for another. */
  of(findings: readonly Finding[]): string {
    const known = this.#ids.get(findings);
    if (known !== undefined) return known;
    this.#count += 1;
    const id = `${this.#session}-${this.#count}`;
    this.#ids.set(findings, id);
    return id;
  }
}

const EMPTY: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

/** Answers `textDocument/diagnostic`. Returns how to have the client ask again. */
export function registerPullDiagnostics({
  connection,
  client,
  documents,
  settings,
  projectFindings,
  requests,
  notices,
  log,
}: FeatureContext): () => void {
  const resultIds = new ResultIds(Math.random().toString(36).slice(2, 10));

  connection.onRequest(
    DocumentDiagnosticRequest.type,
    requests.guard<DocumentDiagnosticParams, DocumentDiagnosticReport>(
      DocumentDiagnosticRequest.method,
      EMPTY,
      async (params, token) => {
        const { uri } = params.textDocument;
        if (documents.get(uri) === undefined) return EMPTY;
        const severities = await settings.forDocument(uri);
        throwIfCancelled(token);
        // Looked up again, since the document may have changed or closed while the settings were fetched.
        const document = documents.get(uri);
        if (document === undefined) {
          settings.forget(uri);
          return EMPTY;
        }
        const ofText = await document.findings(severities, token);
        const findings = await projectFindings.with(ofText, document, severities, token);
        if (findings.length > LIMITS.diagnostics) notices.add(document.uri, 'diagnostics');
        const resultId = resultIds.of(findings);
        if (params.previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
        return {
          kind: DocumentDiagnosticReportKind.Full,
          resultId,
          items: toDiagnostics(document, findings, client),
        };
      },
    ),
  );

  return () => {
    if (!client.refreshesDiagnostics) return;
    connection
      .sendRequest(DiagnosticRefreshRequest.type)
      .catch((error: unknown) => log(`The client did not refresh its diagnostics: ${String(error)}`));
  };
}
