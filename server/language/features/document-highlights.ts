import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  DocumentHighlightRequest,
} from 'vscode-languageserver';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import type { OpenDocument } from '../open-document.ts';

/** Every place that means the same as what stands at a position; the definition counts as a write. */
function findDocumentHighlights(document: OpenDocument, { position }: DocumentHighlightParams): DocumentHighlight[] {
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
