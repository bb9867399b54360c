import { type InlayHint, type InlayHintParams, InlayHintRefreshRequest, InlayHintRequest } from 'vscode-languageserver';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import { LIMITS } from '../limit-notices.ts';
import { gather } from '../pausing.ts';

/** Words in the text that are not part of it: `textDocument/inlayHint`. */
export const inlayHints: LanguageFeature = {
  capabilities: () => ({ inlayHintProvider: true }),
  register(context) {
    const { connection, client, editor, log } = context;
    connection.onRequest(
      InlayHintRequest.type,
      documentHandler<InlayHintParams, InlayHint[]>(
        context,
        InlayHintRequest.method,
        [],
        async (document, { range }, token) => {
          const { hints } = await editor.shown();
          if (hints.size === 0) return [];
          const place = await context.placeOf(document.uri);
          const asked = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
          const found = document.model?.hints?.(asked, place) ?? [];
          const { results, isCut } = await gather(found, document, token, LIMITS['inlay hints']);
          if (isCut) context.notices.add(document.uri, 'inlay hints');
          return results
            .filter(({ topic }) => hints.has(topic))
            .map(({ at, label, tooltip }) => ({
              position: document.rangeOf({ start: at, end: at }).start,
              label,
              tooltip,
              paddingLeft: true,
            }));
        },
      ),
    );
    if (!client.refreshesInlayHints) return;
    editor.addListener(() => {
      connection
        .sendRequest(InlayHintRefreshRequest.type)
        .catch((error: unknown) => log(`The client did not refresh its hints: ${String(error)}`));
    });
  },
};
