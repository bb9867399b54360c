import { type DefinitionParams, DefinitionRequest } from 'vscode-languageserver';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import { toLinks } from './to-links.ts';

/** Go to definition: `textDocument/definition`. */
export const definition: LanguageFeature = {
  capabilities: () => ({ definitionProvider: true }),
  register(context) {
    context.connection.onRequest(
      DefinitionRequest.type,
      documentHandler(context, DefinitionRequest.method, null, (document, { position }: DefinitionParams) =>
        toLinks(document, document.model?.definition?.(document.offsetAt(position)), context.client.definitionLinks),
      ),
    );
  },
};
