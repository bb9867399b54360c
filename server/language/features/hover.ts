import { type CancellationToken, type Hover, type HoverParams, HoverRequest, MarkupKind } from 'vscode-languageserver';
import { documentHandler, type FeatureContext, type LanguageFeature } from '../feature.ts';
import { markdown, plainText } from '../markup.ts';
import type { OpenDocument } from '../open-document.ts';
import { prepareMentions } from './prepare-mentions.ts';

/** What is to be said about what stands at a position, as Markdown where the client shows it. */
async function findHover(
  document: OpenDocument,
  { position }: HoverParams,
  token: CancellationToken,
  { client, placeOf }: FeatureContext,
): Promise<Hover | null> {
  const { version } = document;
  await prepareMentions(document, position, token);
  const markup = client.markdownHover ? markdown : plainText;
  const found = await document.model?.hover?.(document.offsetAt(position), markup, () => placeOf(document.uri));
  if (found === undefined || document.version !== version) return null;
  const kind = client.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value: found.text }, range: document.rangeOf(found.range) };
}

/** Hover: `textDocument/hover`. */
export const hover: LanguageFeature = {
  capabilities: () => ({ hoverProvider: true }),
  register(context) {
    context.connection.onRequest(
      HoverRequest.type,
      documentHandler(context, HoverRequest.method, null, (document, params: HoverParams, token) =>
        findHover(document, params, token, context),
      ),
    );
  },
};
