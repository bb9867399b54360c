import { type ClientCapabilities, TokenFormat } from 'vscode-languageserver';

/** How the client asks for the meaning of words. */
export interface SemanticTokenAbilities {
  /** It asks about whole documents. */
  readonly documents: boolean;
  /** It takes what has changed since its last question. */
  readonly changes: boolean;
  /** It asks about stretches of a document. */
  readonly stretches: boolean;
}

/** Reads them from what a client says of itself; one that does not take relative places asks for nothing. */
export function readSemanticTokenAbilities({ textDocument }: ClientCapabilities): SemanticTokenAbilities {
  const { requests, formats } = textDocument?.semanticTokens ?? {};
  const takesTokens = formats?.includes(TokenFormat.Relative) === true;
  const full = requests?.full ?? false;
  return {
    documents: takesTokens && full !== false,
    changes: takesTokens && typeof full === 'object' && full.delta === true,
    stretches: takesTokens && (requests?.range ?? false) !== false,
  };
}
