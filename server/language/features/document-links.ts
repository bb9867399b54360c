import {
  type DocumentLink,
  type DocumentLinkParams,
  DocumentLinkRequest,
  DocumentLinkResolveRequest,
} from 'vscode-languageserver';
import { documentHandler, type FeatureContext, type LanguageFeature } from '../feature.ts';
import { fileUri } from '../file-uri.ts';
import { LIMITS } from '../limit-notices.ts';
import { gather } from '../pausing.ts';
import { isRecord } from '../record.ts';

/** What a link takes along until it is followed. */
interface LinkData {
  readonly uri: string;
  readonly path: string;
}

function isLinkData(data: unknown): data is LinkData {
  return isRecord(data) && typeof data.uri === 'string' && typeof data.path === 'string';
}

/** The link with the file it opens, which is looked for only when it is followed. */
async function resolveLink({ documents, placeOf }: FeatureContext, link: DocumentLink): Promise<DocumentLink> {
  const data: unknown = link.data;
  if (!isLinkData(data)) return link;
  const place = await placeOf(data.uri);
  const document = documents.get(data.uri);
  if (place === undefined || document === undefined) return link;
  await document.ready();
  const path = await document.model?.linkTarget?.(data.path, place);
  return path === undefined ? link : { ...link, target: fileUri(path) };
}

/** Names of files that lead to them: `textDocument/documentLink`. */
export const documentLinks: LanguageFeature = {
  capabilities: () => ({ documentLinkProvider: { resolveProvider: true } }),
  register(context) {
    const { connection, client, requests } = context;
    connection.onRequest(
      DocumentLinkRequest.type,
      documentHandler<DocumentLinkParams, DocumentLink[]>(
        context,
        DocumentLinkRequest.method,
        [],
        async (document, _params, token) => {
          const place = await context.placeOf(document.uri);
          if (place === undefined) return [];
          const { results, isCut } = await gather(document.model?.links?.(place) ?? [], document, token, LIMITS.links);
          if (isCut) context.notices.add(document.uri, 'links');
          return results.map(({ range, path }) => ({
            range: document.rangeOf(range),
            ...(client.linkTooltips && { tooltip: 'Open the file' }),
            data: { uri: document.uri, path } satisfies LinkData,
          }));
        },
      ),
    );
    const resolve = requests.guard<DocumentLink, DocumentLink | undefined>(
      DocumentLinkResolveRequest.method,
      undefined,
      (link) => resolveLink(context, link),
    );
    connection.onRequest(DocumentLinkResolveRequest.type, async (link, token) => (await resolve(link, token)) ?? link);
  },
};
