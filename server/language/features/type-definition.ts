import { type TypeDefinitionParams, TypeDefinitionRequest } from 'vscode-languageserver';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import { toLinks } from './to-links.ts';

/** From a thing to what it is made of or hands on: `textDocument/typeDefinition`. */
export const typeDefinition: LanguageFeature = {
  capabilities: () => ({ typeDefinitionProvider: true }),
  register(context) {
    const { client } = context;
    context.connection.onRequest(
      TypeDefinitionRequest.type,
      documentHandler(context, TypeDefinitionRequest.method, null, (document, { position }: TypeDefinitionParams) =>
        toLinks(
          document,
          document.model?.typeDefinition?.(document.offsetAt(position)),
          client.navigation.typeDefinitionLinks,
        ),
      ),
    );
  },
};
