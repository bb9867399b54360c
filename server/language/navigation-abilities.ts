import type { ClientCapabilities } from 'vscode-languageserver';

/** What the client can do with the ways through a document, and with more documents than one. */
export interface NavigationAbilities {
  /** It takes links for a declaration, and for a type definition. */
  readonly declarationLinks: boolean;
  readonly typeDefinitionLinks: boolean;
  /** It asks for the name at a position before it renames. */
  readonly preparesRename: boolean;
  /** It folds whole lines, and cannot begin or end inside of one. */
  readonly foldsLinesOnly: boolean;
  /** The most stretches it folds; absent where it does not say. */
  readonly mostFolds: number | undefined;
  /** It tells of the folders that are opened and closed in a window. */
  readonly workspaceFolders: boolean;
  /** It asks what to change before it renames files. */
  readonly asksBeforeFileRenames: boolean;
}

/** Reads them from what a client says of itself. */
export function readNavigationAbilities({ textDocument, workspace }: ClientCapabilities): NavigationAbilities {
  return {
    declarationLinks: textDocument?.declaration?.linkSupport === true,
    typeDefinitionLinks: textDocument?.typeDefinition?.linkSupport === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    foldsLinesOnly: textDocument?.foldingRange?.lineFoldingOnly === true,
    mostFolds: textDocument?.foldingRange?.rangeLimit,
    workspaceFolders: workspace?.workspaceFolders === true,
    asksBeforeFileRenames: workspace?.fileOperations?.willRename === true,
  };
}
