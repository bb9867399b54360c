import {
  type ColorInformation,
  type ColorPresentation,
  type ColorPresentationParams,
  ColorPresentationRequest,
  type DocumentColorParams,
  DocumentColorRequest,
} from 'vscode-languageserver';
import type { TextEdit } from '../../formats/text/range.ts';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import { LIMITS } from '../limit-notices.ts';
import type { OpenDocument } from '../open-document.ts';
import { gather } from '../pausing.ts';

/** How a picked colour is written; empty where the text has no colour any more. */
function presentColour(document: OpenDocument, { range, color }: ColorPresentationParams): ColorPresentation[] {
  const asked = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const writing = document.model?.writeColour?.(asked, color);
  if (writing === undefined) return [];
  const convert = (edit: TextEdit) => ({ range: document.rangeOf(edit.range), newText: edit.newText });
  return [
    {
      label: writing.label,
      textEdit: convert(writing.edit),
      ...(writing.others.length > 0 && { additionalTextEdits: writing.others.map(convert) }),
    },
  ];
}

/** Colours and their picker: `textDocument/documentColor` and `textDocument/colorPresentation`. */
export const colours: LanguageFeature = {
  capabilities: () => ({ colorProvider: true }),
  register(context) {
    context.connection.onRequest(
      DocumentColorRequest.type,
      documentHandler<DocumentColorParams, ColorInformation[]>(
        context,
        DocumentColorRequest.method,
        [],
        async (document, _params, token) => {
          const found = document.model?.colours?.() ?? [];
          const { results, isCut } = await gather(found, document, token, LIMITS.colours);
          if (isCut) context.notices.add(document.uri, 'colours');
          return results.map(({ range, colour }) => ({ range: document.rangeOf(range), color: colour }));
        },
      ),
    );
    context.connection.onRequest(
      ColorPresentationRequest.type,
      documentHandler(context, ColorPresentationRequest.method, [], presentColour),
    );
  },
};
