import {
  type CancellationToken,
  type SymbolInformation,
  type WorkspaceSymbolParams,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver';
import type { SymbolFact } from '../answers/file-facts.ts';
import type { LanguageFeature } from '../feature.ts';
import { gather, type Pausing } from '../pausing.ts';
import { rangeOfStretch } from '../workspace/range-of-stretch.ts';
import { rank } from '../workspace/rank.ts';
import type { KnownFile, Workspace } from '../workspace/workspace.ts';
import { SYMBOL_KINDS, symbolName } from './symbol-kinds.ts';

/** The most symbols one search is answered with. */
const RESULT_LIMIT = 500;

interface RankedSymbol {
  readonly rank: number;
  readonly uri: string;
  readonly fact: SymbolFact;
}

/** What answers a query, in no order. */
function* matches(files: readonly KnownFile[], query: string): Generator<RankedSymbol | undefined> {
  for (const { uri, facts } of files) {
    for (const fact of facts) {
      const found = fact.kind === 'symbol' ? rank(query, fact.name) : undefined;
      yield fact.kind === 'symbol' && found !== undefined ? { rank: found, uri, fact } : undefined;
    }
  }
}

function toSymbol({ uri, fact }: RankedSymbol): SymbolInformation {
  const { name, symbol, container, place } = fact;
  const location = { uri, range: rangeOfStretch(place) };
  return {
    name: symbolName(name),
    kind: SYMBOL_KINDS[symbol],
    location,
    ...(container !== undefined && { containerName: container }),
  };
}

/** The symbols of the workspace that answer a query, the likeliest first. */
async function findSymbols(
  workspace: Workspace,
  query: string,
  token: CancellationToken,
): Promise<SymbolInformation[]> {
  const files = await workspace.files(token);
  const best = new Best();
  // What a search is about does not change while it goes on: the facts are gathered already.
  await gather(best.of(matches(files, query.replace(/\s+/g, ''))), { version: 0 }, token);
  return best.take().map(toSymbol);
}

/** Keeps the likeliest of many. Among equals those that came first stay first: the ones in open documents. */
class Best {
  #symbols: RankedSymbol[] = [];

  /** Takes all of them; comes back where the work may pause. */
  *of(symbols: Pausing<RankedSymbol>): Generator<undefined> {
    for (const symbol of symbols) {
      if (symbol !== undefined) this.#symbols.push(symbol);
      if (this.#symbols.length >= 4 * RESULT_LIMIT) this.#symbols = this.take();
      yield undefined;
    }
  }

  take(): RankedSymbol[] {
    return this.#symbols.sort((a, b) => b.rank - a.rank).slice(0, RESULT_LIMIT);
  }
}

/** Search for symbols in open documents and files: `workspace/symbol`. */
export const workspaceSymbols: LanguageFeature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register({ connection, requests, workspace }) {
    connection.onRequest(
      WorkspaceSymbolRequest.type,
      requests.guard<WorkspaceSymbolParams, SymbolInformation[]>(
        WorkspaceSymbolRequest.method,
        [],
        ({ query }, token) => findSymbols(workspace, query, token),
      ),
    );
  },
};
