import { type CancellationToken, type Location, type ReferenceParams, ReferencesRequest } from 'vscode-languageserver';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import type { Occurrence } from '../language-support.ts';
import type { OpenDocument } from '../open-document.ts';
import { convertAll } from '../pausing.ts';
import { prepareMentions } from './prepare-mentions.ts';

/** Every place that mentions what stands at a position, in document order. */
async function findReferences(
  document: OpenDocument,
  { position, context }: ReferenceParams,
  token: CancellationToken,
): Promise<Location[]> {
  await prepareMentions(document, position, token);
  const occurrences = document.model?.occurrences?.(document.offsetAt(position)) ?? [];
  const wanted = occurrences.filter((occurrence) => context.includeDeclaration || !occurrence.declaration);
  const toLocation = ({ range }: Occurrence) => ({ uri: document.uri, range: document.rangeOf(range) });
  return convertAll(wanted, toLocation, document, token);
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
