import {
  type CancellationToken,
  type DocumentFormattingParams,
  DocumentFormattingRequest,
  type DocumentOnTypeFormattingParams,
  DocumentOnTypeFormattingRequest,
  type DocumentRangeFormattingParams,
  DocumentRangeFormattingRequest,
  type DocumentRangesFormattingParams,
  DocumentRangesFormattingRequest,
  type FormattingOptions,
  type TextEdit as ProtocolEdit,
  type Range,
} from 'vscode-languageserver';
import type { TextEdit, TextRange } from '../../formats/text/range.ts';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import type { OpenDocument } from '../open-document.ts';
import { gather, type Pausing } from '../pausing.ts';

/** The most blanks that one step of indent may be asked to have. */
const WIDEST_INDENT = 16;

function indentOf({ insertSpaces, tabSize }: FormattingOptions): string {
  return insertSpaces ? ' '.repeat(Math.min(Math.max(1, tabSize), WIDEST_INDENT)) : '\t';
}

async function toProtocol(
  document: OpenDocument,
  edits: Pausing<TextEdit>,
  token: CancellationToken,
): Promise<ProtocolEdit[]> {
  const { results } = await gather(convert(document, edits), document, token);
  return results;
}

function* convert(document: OpenDocument, edits: Pausing<TextEdit>): Pausing<ProtocolEdit> {
  for (const edit of edits) yield edit && { range: document.rangeOf(edit.range), newText: edit.newText };
}

/** The ranges as stretches of the document, in order; those that touch are one, so that no edit is made twice. */
function stretchesOf(document: OpenDocument, ranges: readonly Range[]): TextRange[] {
  const stretches: TextRange[] = [];
  const asked = ranges.map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }));
  for (const stretch of asked.sort((a, b) => a.start - b.start)) {
    const last = stretches.at(-1);
    if (last === undefined || last.end < stretch.start) stretches.push(stretch);
    else stretches[stretches.length - 1] = { start: last.start, end: Math.max(last.end, stretch.end) };
  }
  return stretches;
}

/** The edits of several ranges. */
function* editsIn(document: OpenDocument, ranges: readonly Range[], indent: string): Pausing<TextEdit> {
  for (const stretch of stretchesOf(document, ranges)) yield* document.model?.format?.(indent, stretch) ?? [];
}

/** White space: `textDocument/formatting`, of ranges, and while the user types. */
export const formatting: LanguageFeature = {
  capabilities: ({ formatsManyRanges }) => ({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: formatsManyRanges ? { rangesSupport: true } : true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n', ','] },
  }),
  register(context) {
    const { connection } = context;
    connection.onRequest(
      DocumentFormattingRequest.type,
      documentHandler<DocumentFormattingParams, ProtocolEdit[]>(
        context,
        DocumentFormattingRequest.method,
        [],
        (document, { options }, token) =>
          toProtocol(document, document.model?.format?.(indentOf(options)) ?? [], token),
      ),
    );
    connection.onRequest(
      DocumentRangeFormattingRequest.type,
      documentHandler<DocumentRangeFormattingParams, ProtocolEdit[]>(
        context,
        DocumentRangeFormattingRequest.method,
        [],
        (document, { range, options }, token) =>
          toProtocol(document, editsIn(document, [range], indentOf(options)), token),
      ),
    );
    connection.onRequest(
      DocumentRangesFormattingRequest.type,
      documentHandler<DocumentRangesFormattingParams, ProtocolEdit[]>(
        context,
        DocumentRangesFormattingRequest.method,
        [],
        (document, { ranges, options }, token) =>
          toProtocol(document, editsIn(document, ranges, indentOf(options)), token),
      ),
    );
    connection.onRequest(
      DocumentOnTypeFormattingRequest.type,
      documentHandler<DocumentOnTypeFormattingParams, ProtocolEdit[]>(
        context,
        DocumentOnTypeFormattingRequest.method,
        [],
        (document, { position, ch, options }, token) => {
          const offset = document.offsetAt(position);
          const edits = document.model?.formatTyped?.(offset, ch, indentOf(options)) ?? [];
          return toProtocol(document, edits, token);
        },
      ),
    );
  },
};
