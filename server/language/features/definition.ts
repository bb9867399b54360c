import { type DefinitionParams, DefinitionRequest } from 'vscode-languageserver';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import { toFileLinks, toLinks } from './to-links.ts';

/** Go to definition: `textDocument/definition`. */
export const definition: LanguageFeature = {
  capabilities: () => ({ definitionProvider: true }),
  register(context) {
    context.connection.onRequest(
      DefinitionRequest.type,
      documentHandler(context, DefinitionRequest.method, null, async (document, { position }: DefinitionParams) => {
        const { model, version } = document;
        const takesLinks = context.client.definitionLinks;
        const offset = document.offsetAt(position);
        const found = toLinks(document, model?.definition?.(offset), takesLinks);
        if (found !== null || model?.definitionElsewhere === undefined) return found;
        const elsewhere = await model.definitionElsewhere(offset, () => context.placeOf(document.uri));
        return document.version === version ? toFileLinks(document, elsewhere, takesLinks) : null;
      }),
    );
  },
};
