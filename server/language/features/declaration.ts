import { type DeclarationParams, DeclarationRequest } from 'vscode-languageserver';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import { toLinks } from './to-links.ts';

/** Go to declaration, which is the definition here: `textDocument/declaration`. */
export const declaration: LanguageFeature = {
  capabilities: () => ({ declarationProvider: true }),
  register(context) {
    context.connection.onRequest(
      DeclarationRequest.type,
      documentHandler(context, DeclarationRequest.method, null, (document, { position }: DeclarationParams) =>
        toLinks(
          document,
          document.model?.definition?.(document.offsetAt(position)),
          context.client.navigation.declarationLinks,
        ),
      ),
    );
  },
};
