import { type ClientCapabilities, MarkupKind } from 'vscode-languageserver';

/** What the client can do, as far as an answer depends on it. */
export interface ClientAbilities {
  /** It asks for diagnostics itself; otherwise they are pushed to it. */
  readonly pullsDiagnostics: boolean;
  /** It asks again for diagnostics when told that they may have changed. */
  readonly refreshesDiagnostics: boolean;
  /** It shows the other places that explain a diagnostic. */
  readonly relatedInformation: boolean;
  /** It answers `workspace/configuration`. */
  readonly configuration: boolean;
  /** It lets the server ask to be told of changed settings. */
  readonly registersConfigurationChanges: boolean;
  /** It lets the server ask to be told of changed files. */
  readonly registersWatchedFiles: boolean;
  /** It shows an outline as a tree. */
  readonly nestedSymbols: boolean;
  /** It takes links, which name the words that were followed, for a definition. */
  readonly definitionLinks: boolean;
  /** It shows Markdown in a hover. */
  readonly markdownHover: boolean;
  /** It takes code actions with edits in them, not only commands. */
  readonly codeActionLiterals: boolean;
  /** It takes edits bound to a version of a document. */
  readonly versionedEdits: boolean;
}

/** Reads what a client says of itself when it starts the server. */
export function readClientAbilities(capabilities: ClientCapabilities): ClientAbilities {
  const { textDocument, workspace } = capabilities;
  const hoverFormats = textDocument?.hover?.contentFormat;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation:
      (textDocument?.diagnostic?.relatedInformation ?? textDocument?.publishDiagnostics?.relatedInformation) === true,
    configuration: workspace?.configuration === true,
    registersConfigurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    markdownHover: hoverFormats?.includes(MarkupKind.Markdown) === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
  };
}
