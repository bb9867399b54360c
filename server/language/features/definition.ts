import { type DefinitionLink, type DefinitionParams, DefinitionRequest, type Location } from 'vscode-languageserver';
import type { ClientAbilities } from '../client-abilities.ts';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import type { OpenDocument } from '../open-document.ts';

/** The definition of what stands at a position: a link where the client takes one, else a location. */
function findDefinition(
  document: OpenDocument,
  { position }: DefinitionParams,
  client: ClientAbilities,
): Location | DefinitionLink[] | null {
  const found = document.model?.definition?.(document.offsetAt(position));
  if (found === undefined) return null;
  const targetSelectionRange = document.rangeOf(found.targetName);
  if (!client.definitionLinks) return { uri: document.uri, range: targetSelectionRange };
  return [
    {
      originSelectionRange: document.rangeOf(found.origin),
      targetUri: document.uri,
      targetRange: document.rangeOf(found.target),
      targetSelectionRange,
    },
  ];
}

/** Go to definition: `textDocument/definition`. */
export const definition: LanguageFeature = {
  capabilities: () => ({ definitionProvider: true }),
  register(context) {
    context.connection.onRequest(
      DefinitionRequest.type,
      documentHandler(context, DefinitionRequest.method, null, (document, params: DefinitionParams) =>
        findDefinition(document, params, context.client),
      ),
    );
  },
};
