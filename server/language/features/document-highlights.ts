import {
  type CancellationToken,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  DocumentHighlightRequest,
} from 'vscode-languageserver';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import type { OpenDocument } from '../open-document.ts';
import { prepareMentions } from './prepare-mentions.ts';

/** Every place that means the same as what stands at a position; the definition counts as a write. */
async function findDocumentHighlights(
  document: OpenDocument,
  { position }: DocumentHighlightParams,
  token: CancellationToken,
): Promise<DocumentHighlight[]> {
  // Editors ask at every move of the cursor, and mostly there is nothing to mark.
  if (document.model?.definition?.(document.offsetAt(position)) === undefined) return [];
  await prepareMentions(document, token);
  const occurrences = document.model?.occurrences?.(document.offsetAt(position)) ?? [];
  return occurrences.map(({ range, declaration }) => ({
    range: document.rangeOf(range),
    kind: declaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

/** Marks the other mentions of the name under the cursor: `textDocument/documentHighlight`. */
export const documentHighlights: LanguageFeature = {
  capabilities: () => ({ documentHighlightProvider: true }),
  register(context) {
    context.connection.onRequest(
      DocumentHighlightRequest.type,
      documentHandler(context, DocumentHighlightRequest.method, [], findDocumentHighlights),
    );
  },
};
