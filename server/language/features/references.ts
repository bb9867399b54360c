import { type CancellationToken, type Location, type ReferenceParams, ReferencesRequest } from 'vscode-languageserver';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import type { OpenDocument } from '../open-document.ts';
import { prepareMentions } from './prepare-mentions.ts';

/** Every place that mentions what stands at a position, in document order. */
async function findReferences(
  document: OpenDocument,
  { position, context }: ReferenceParams,
  token: CancellationToken,
): Promise<Location[]> {
  await prepareMentions(document, token);
  const occurrences = document.model?.occurrences?.(document.offsetAt(position)) ?? [];
  return occurrences
    .filter((occurrence) => context.includeDeclaration || !occurrence.declaration)
    .map((occurrence) => ({ uri: document.uri, range: document.rangeOf(occurrence.range) }));
}

/** Find references: `textDocument/references`. */
export const references: LanguageFeature = {
  capabilities: () => ({ referencesProvider: true }),
  register(context) {
    context.connection.onRequest(
      ReferencesRequest.type,
      documentHandler(context, ReferencesRequest.method, [], findReferences),
    );
  },
};
