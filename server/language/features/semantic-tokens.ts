import {
  type CancellationToken,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  SemanticTokensDeltaRequest,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  uinteger,
} from 'vscode-languageserver';
import type { MeaningfulWord } from '../answers/semantic-tokens.ts';
import { encodeWords, WORD_LEGEND } from '../encode-words.ts';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import type { OpenDocument } from '../open-document.ts';
import { gather, type Pausing } from '../pausing.ts';
import { WordResults } from '../word-results.ts';

/** Documents longer than this, in UTF-16 code units, are told about by what is on screen alone. */
const LONGEST_WHOLE = 2 * 1024 * 1024;

async function encode(
  document: OpenDocument,
  words: Pausing<MeaningfulWord>,
  token: CancellationToken,
): Promise<number[]> {
  const data: number[] = [];
  const { results } = await gather(words, document, token);
  await gather(encodeWords(document, results, data), document, token);
  return data;
}

/** The numbers of all words of a document; absent where it is too long or its language says nothing of words. */
async function encodeAll(document: OpenDocument, token: CancellationToken): Promise<number[] | undefined> {
  const length = document.offsetAt({ line: uinteger.MAX_VALUE, character: 0 });
  const words = length > LONGEST_WHOLE ? undefined : document.model?.words?.();
  return words === undefined ? undefined : encode(document, words, token);
}

/** The meaning of words, for their colours: `textDocument/semanticTokens`, whole, by changes and by stretches. */
export const semanticTokens: LanguageFeature = {
  capabilities({ semanticTokens: { documents, changes, stretches } }) {
    if (!documents && !stretches) return {};
    const full = changes ? { delta: true } : documents;
    return { semanticTokensProvider: { legend: WORD_LEGEND, full, range: stretches } };
  },
  register(context) {
    const results = new WordResults();
    context.documents.addListener({ closed: (uri) => results.forget(uri) });

    context.connection.onRequest(
      SemanticTokensRequest.type,
      documentHandler<SemanticTokensParams, SemanticTokens | null>(
        context,
        SemanticTokensRequest.method,
        null,
        async (document, _params, token) => {
          const data = await encodeAll(document, token);
          return data === undefined ? null : results.whole(document.uri, data);
        },
      ),
    );
    context.connection.onRequest(
      SemanticTokensDeltaRequest.type,
      documentHandler<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta | null>(
        context,
        SemanticTokensDeltaRequest.method,
        null,
        async (document, { previousResultId }, token) => {
          const data = await encodeAll(document, token);
          return data === undefined ? null : results.since(document.uri, previousResultId, data);
        },
      ),
    );
    context.connection.onRequest(
      SemanticTokensRangeRequest.type,
      documentHandler<SemanticTokensRangeParams, SemanticTokens | null>(
        context,
        SemanticTokensRangeRequest.method,
        null,
        async (document, { range }, token) => {
          const asked = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
          const words = document.model?.words?.(asked);
          return words === undefined ? null : { data: await encode(document, words, token) };
        },
      ),
    );
  },
};
