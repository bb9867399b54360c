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
import { joinEdits } from '../../formats/text/join-edits.ts';
import type { TextEdit, TextRange } from '../../formats/text/range.ts';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import type { OpenDocument } from '../open-document.ts';
import { convertAll, gather, type Pausing } from '../pausing.ts';

/** The most blanks that one step of indent may be asked to have. */
const WIDEST_INDENT = 16;

function indentOf({ insertSpaces, tabSize }: FormattingOptions): string {
  return insertSpaces ? ' '.repeat(Math.min(Math.max(1, tabSize), WIDEST_INDENT)) : '\t';
}

/** With more edits than this, neighbours are sent as one: each takes a client more time than the text around it. */
const MOST_EDITS = 10_000;

/** How much text one of them replaces then, in UTF-16 code units. */
const LONGEST_EDIT = 32 * 1024;

async function toProtocol(
  document: OpenDocument,
  edits: Pausing<TextEdit>,
  token: CancellationToken,
): Promise<ProtocolEdit[]> {
  const { results } = await gather(edits, document, token);
  const slice = (start: number, end: number) => document.slice(start, end);
  const few = results.length > MOST_EDITS ? joinEdits(results, LONGEST_EDIT, slice) : results;
  const convert = ({ range, newText }: TextEdit) => ({ range: document.rangeOf(range), newText });
  return convertAll(few, convert, document, token);
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
