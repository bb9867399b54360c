import { type Hover, type HoverParams, HoverRequest, MarkupKind } from 'vscode-languageserver';
import type { ClientAbilities } from '../client-abilities.ts';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import { markdown, plainText } from '../markup.ts';
import type { OpenDocument } from '../open-document.ts';

/** What is to be said about what stands at a position, as Markdown where the client shows it. */
function findHover(document: OpenDocument, { position }: HoverParams, client: ClientAbilities): Hover | null {
  const markup = client.markdownHover ? markdown : plainText;
  const found = document.model?.hover?.(document.offsetAt(position), markup);
  if (found === undefined) return null;
  const kind = client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value: found.text }, range: document.rangeOf(found.range) };
}

/** Hover: `textDocument/hover`. */
export const hover: LanguageFeature = {
  capabilities: () => ({ hoverProvider: true }),
  register(context) {
    context.connection.onRequest(
      HoverRequest.type,
      documentHandler(context, HoverRequest.method, null, (document, params: HoverParams) =>
        findHover(document, params, context.client),
      ),
    );
  },
};
