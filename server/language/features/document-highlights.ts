import {
  type CancellationToken,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  DocumentHighlightRequest,
} from 'vscode-languageserver';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import type { Occurrence } from '../language-support.ts';
import type { OpenDocument } from '../open-document.ts';
import { convertAll } from '../pausing.ts';
import { prepareMentions } from './prepare-mentions.ts';

/** Every place that means the same as what stands at a position; the definition counts as a write. */
async function findDocumentHighlights(
  document: OpenDocument,
  { position }: DocumentHighlightParams,
  token: CancellationToken,
): Promise<DocumentHighlight[]> {
  await prepareMentions(document, position, token);
  const occurrences = document.model?.occurrences?.(document.offsetAt(position)) ?? [];
  const toHighlight = ({ range, declaration }: Occurrence) => ({
    range: document.rangeOf(range),
    kind: declaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  });
  return convertAll(occurrences, toHighlight, document, token);
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
