import {
  type DocumentSymbol,
  type DocumentSymbolParams,
  DocumentSymbolRequest,
  type SymbolInformation,
} from 'vscode-languageserver';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import type { OutlineItem } from '../language-support.ts';
import type { OpenDocument } from '../open-document.ts';
import { SYMBOL_KINDS, symbolName } from './symbol-kinds.ts';

/** The most symbols one document is given; editors grow slow with more. */
const SYMBOL_LIMIT = 5_000;

/** The outline as a tree, cut off in document order after `limit` symbols. */
export function nestedSymbols(document: OpenDocument, limit = SYMBOL_LIMIT): DocumentSymbol[] {
  let left = limit;
  const convert = (items: readonly OutlineItem[]): DocumentSymbol[] => {
    const symbols: DocumentSymbol[] = [];
    for (const item of items) {
      if (left === 0) break;
      left -= 1;
      symbols.push({
        name: symbolName(item.name),
        detail: item.detail,
        kind: SYMBOL_KINDS[item.kind],
        range: document.rangeOf(item.range),
        selectionRange: document.rangeOf(item.nameRange),
        children: convert(item.children),
      });
    }
    return symbols;
  };
  return convert(document.model?.outline?.() ?? []);
}

/** The outline as a list, for clients that show no tree, cut off after `limit` symbols. */
export function flatSymbols(document: OpenDocument, limit = SYMBOL_LIMIT): SymbolInformation[] {
  const symbols: SymbolInformation[] = [];
  const collect = (items: readonly OutlineItem[], containerName: string | undefined): void => {
    for (const item of items) {
      if (symbols.length === limit) return;
      const name = symbolName(item.name);
      const location = { uri: document.uri, range: document.rangeOf(item.range) };
      symbols.push({
        name,
        kind: SYMBOL_KINDS[item.kind],
        location,
        ...(containerName !== undefined && { containerName }),
      });
      collect(item.children, name);
    }
  };
  collect(document.model?.outline?.() ?? [], undefined);
  return symbols;
}

/** The outline: `textDocument/documentSymbol`. */
export const documentSymbols: LanguageFeature = {
  capabilities: () => ({ documentSymbolProvider: true }),
  register(context) {
    context.connection.onRequest(
      DocumentSymbolRequest.type,
      documentHandler<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]>(
        context,
        DocumentSymbolRequest.method,
        [],
        (document) => (context.client.nestedSymbols ? nestedSymbols(document) : flatSymbols(document)),
      ),
    );
  },
};
