import {
  type CancellationToken,
  type DocumentSymbol,
  type DocumentSymbolParams,
  DocumentSymbolRequest,
  type SymbolInformation,
} from 'vscode-languageserver';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import type { OutlineItem } from '../language-support.ts';
import { LIMITS } from '../limit-notices.ts';
import type { OpenDocument } from '../open-document.ts';
import { gather, type Pausing } from '../pausing.ts';
import { SYMBOL_KINDS, symbolName } from './symbol-kinds.ts';

/** A symbol, and how many others it is in. */
interface Placed<Symbol> {
  readonly symbol: Symbol;
  readonly depth: number;
}

function* convert<Symbol>(document: OpenDocument, toSymbol: (item: OutlineItem) => Symbol): Pausing<Placed<Symbol>> {
  for (const item of document.model?.outline?.() ?? []) {
    yield item && { symbol: toSymbol(item), depth: item.depth };
  }
}

/** Puts each symbol into the one before it that is less deep. */
function nest(placed: readonly Placed<DocumentSymbol & { readonly children: DocumentSymbol[] }>[]): DocumentSymbol[] {
  const outermost: DocumentSymbol[] = [];
  /** By depth, the list that a symbol so deep belongs to. */
  const lists = [outermost];
  for (const { symbol, depth } of placed) {
    (lists[depth] ?? outermost).push(symbol);
    lists[depth + 1] = symbol.children;
  }
  return outermost;
}

/** Symbols, and whether there were more of them. */
interface Symbols<Symbol> {
  readonly symbols: Symbol[];
  readonly isCut: boolean;
}

/** The outline as a tree, cut off in document order after `limit` symbols. Throws as `gather` does. */
export async function nestedSymbols(
  document: OpenDocument,
  token: CancellationToken,
  limit: number = LIMITS.symbols,
): Promise<Symbols<DocumentSymbol>> {
  const toSymbol = (item: OutlineItem) => ({
    name: symbolName(item.name),
    detail: item.detail,
    kind: SYMBOL_KINDS[item.kind],
    range: document.rangeOf(item.range),
    selectionRange: document.rangeOf(item.nameRange),
    children: [],
  });
  const { results, isCut } = await gather(convert(document, toSymbol), document, token, limit);
  return { symbols: nest(results), isCut };
}

/** The outline as a list, for clients that show no tree, cut off after `limit` symbols. Throws as `gather` does. */
export async function flatSymbols(
  document: OpenDocument,
  token: CancellationToken,
  limit: number = LIMITS.symbols,
): Promise<Symbols<SymbolInformation>> {
  /** By depth, the name of the symbol that was there last. */
  const names: string[] = [];
  const toSymbol = ({ name, kind, range, depth }: OutlineItem): SymbolInformation => {
    names[depth] = symbolName(name);
    const containerName = names[depth - 1];
    return {
      name: symbolName(name),
      kind: SYMBOL_KINDS[kind],
      location: { uri: document.uri, range: document.rangeOf(range) },
      ...(containerName !== undefined && { containerName }),
    };
  };
  const { results, isCut } = await gather(convert(document, toSymbol), document, token, limit);
  return { symbols: results.map(({ symbol }) => symbol), isCut };
}

/** The outline: `textDocument/documentSymbol`. */
export const documentSymbols: LanguageFeature = {
  capabilities: () => ({ documentSymbolProvider: true }),
  register(context) {
    const find = context.client.nestedSymbols ? nestedSymbols : flatSymbols;
    context.connection.onRequest(
      DocumentSymbolRequest.type,
      documentHandler<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]>(
        context,
        DocumentSymbolRequest.method,
        [],
        async (document, _params, token) => {
          const { symbols, isCut } = await find(document, token);
          if (isCut) context.notices.add(document.uri, 'symbols');
          return symbols;
        },
      ),
    );
  },
};
