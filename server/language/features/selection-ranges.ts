import {
  type Position,
  type SelectionRange,
  type SelectionRangeParams,
  SelectionRangeRequest,
} from 'vscode-languageserver';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import type { OpenDocument } from '../open-document.ts';

/** The stretches around a position, linked from the innermost outwards; the position alone where there are none. */
function selectionAt(document: OpenDocument, position: Position): SelectionRange {
  const stretches = document.model?.selections?.(document.offsetAt(position)) ?? [];
  const selection = stretches.reduceRight<SelectionRange | undefined>(
    (parent, stretch) => ({ range: document.rangeOf(stretch), ...(parent !== undefined && { parent }) }),
    undefined,
  );
  return selection ?? { range: { start: position, end: position } };
}

/** Growing and shrinking the selection: `textDocument/selectionRange`. */
export const selectionRanges: LanguageFeature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  register(context) {
    context.connection.onRequest(
      SelectionRangeRequest.type,
      documentHandler<SelectionRangeParams, SelectionRange[]>(
        context,
        SelectionRangeRequest.method,
        [],
        (document, { positions }) => positions.map((position) => selectionAt(document, position)),
      ),
    );
  },
};
