import { CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { Debouncer } from '../debouncer.ts';
import type { FeatureContext } from '../feature.ts';
import { LIMITS } from '../limit-notices.ts';
import { toDiagnostics } from '../to-diagnostic.ts';

/** Quiet time, in milliseconds, after the last keystroke before diagnostics are pushed. */
const QUIET_TIME = 150;

/**
 * Pushes the diagnostics of every open document when it has changed, and takes them back when it closes. Returns how
 * to have all of them pushed again.
 */
export function registerPushDiagnostics({
  connection,
  client,
  documents,
  settings,
  projectFindings,
  notices,
  log,
}: FeatureContext): () => void {
  const push = async (uri: string): Promise<void> => {
    const severities = await settings.forDocument(uri);
    // Looked up only now: what is pushed is about the version that stands when it is pushed, and a document that has
    // closed meanwhile gets nothing.
    const document = documents.get(uri);
    if (document === undefined) return settings.forget(uri);
    const ofText = await document.findings(severities);
    const findings = await projectFindings.with(ofText, document, severities, CancellationToken.None);
    if (findings.length > LIMITS.diagnostics) notices.add(uri, 'diagnostics');
    const diagnostics = toDiagnostics(document, findings, client);
    await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
  };
  const debouncer = new Debouncer(QUIET_TIME, (uri) => {
    push(uri).catch((error: unknown) => {
      // A document that has changed meanwhile is pushed again for that.
      if (error instanceof ResponseError && error.code === LSPErrorCodes.ContentModified) return;
      log(`Diagnostics of ${uri} failed: ${String(error)}`);
    });
  });

  documents.addListener({
    changed: (document) => debouncer.schedule(document.uri),
    closed: (uri) => {
      debouncer.cancel(uri);
      connection
        .sendDiagnostics({ uri, diagnostics: [] })
        .catch((error: unknown) => log(`Diagnostics of ${uri} could not be taken back: ${String(error)}`));
    },
  });
  return () => {
    for (const document of documents.all()) debouncer.schedule(document.uri);
  };
}
