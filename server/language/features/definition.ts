import { type DefinitionLink, type DefinitionParams, DefinitionRequest, type Location } from 'vscode-languageserver';
import { documentHandler, type FeatureContext, type LanguageFeature } from '../feature.ts';
import type { OpenDocument } from '../open-document.ts';
import { toFileLinks, toLinks } from './to-links.ts';

/** The definition in the document, else in another file. */
async function findDefinition(
  document: OpenDocument,
  { position }: DefinitionParams,
  { client, placeOf }: FeatureContext,
): Promise<Location | DefinitionLink[] | null> {
  const { version, model } = document;
  const offset = document.offsetAt(position);
  const found = model?.definition?.(offset);
  if (found !== undefined) return toLinks(document, found, client.definitionLinks);
  const elsewhere = await model?.definitionElsewhere?.(offset, () => placeOf(document.uri));
  return document.version === version ? toFileLinks(document, elsewhere, client.definitionLinks) : null;
}

/** Go to definition: `textDocument/definition`. */
export const definition: LanguageFeature = {
  capabilities: () => ({ definitionProvider: true }),
  register(context) {
    context.connection.onRequest(
      DefinitionRequest.type,
      documentHandler(context, DefinitionRequest.method, null, (document, params: DefinitionParams) =>
        findDefinition(document, params, context),
      ),
    );
  },
};
