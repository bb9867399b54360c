import { type ClientCapabilities, type DiagnosticTag, InsertTextMode, MarkupKind } from 'vscode-languageserver';
import { type NavigationAbilities, readNavigationAbilities } from './navigation-abilities.ts';
import { isRecord } from './record.ts';
import { readSemanticTokenAbilities, type SemanticTokenAbilities } from './semantic-token-abilities.ts';

/** What the client takes in a list of suggestions. */
export interface CompletionAbilities {
  /** Texts with places in them where the user goes on typing. */
  readonly snippets: boolean;
  /** Both ranges, for users who let a suggestion replace the rest of a word and for those who do not. */
  readonly insertReplace: boolean;
  readonly labelDetails: boolean;
  readonly commitCharacters: boolean;
  /** One range for all suggestions. */
  readonly defaultRange: boolean;
  /** It can be told to leave the indents of a text as they are. */
  readonly insertTextModes: boolean;
  /** Documentation that says of which kind it is, and Markdown in it. */
  readonly markup: boolean;
  readonly markdown: boolean;
}

/** What the client takes in the help about a constructor. */
export interface SignatureAbilities {
  /** Where a parameter stands in the label, instead of its words. */
  readonly labelOffsets: boolean;
  /** The active parameter of each signature. */
  readonly activeParameter: boolean;
  /** That no parameter is active. */
  readonly noActiveParameter: boolean;
  readonly markdown: boolean;
}

/** What the client can do, as far as an answer depends on it. */
export interface ClientAbilities {
  /** It asks for diagnostics itself; otherwise they are pushed to it. */
  readonly pullsDiagnostics: boolean;
  /** It asks again for diagnostics when told that they may have changed. */
  readonly refreshesDiagnostics: boolean;
  /** It shows the other places that explain a diagnostic. */
  readonly relatedInformation: boolean;
  /** It fades words without use and strikes through those no longer to be used; each where it says so. */
  readonly diagnosticTags: readonly DiagnosticTag[];
  /** It answers `workspace/configuration`. */
  readonly configuration: boolean;
  /** It lets the server ask to be told of changed settings. */
  readonly registersConfigurationChanges: boolean;
  /** It lets the server ask to be told of changed files. */
  readonly registersWatchedFiles: boolean;
  /** It watches files outside of its folders as well. */
  readonly watchesOutside: boolean;
  /** It shows an outline as a tree. */
  readonly nestedSymbols: boolean;
  /** It takes links, which name the words that were followed, for a definition. */
  readonly definitionLinks: boolean;
  /** It shows Markdown in a hover. */
  readonly markdownHover: boolean;
  readonly completion: CompletionAbilities;
  readonly signature: SignatureAbilities;
  readonly navigation: NavigationAbilities;
  readonly semanticTokens: SemanticTokenAbilities;
  /** It asks for several ranges to be formatted at once. */
  readonly formatsManyRanges: boolean;
  /** It takes code actions with edits in them, not only commands. */
  readonly codeActionLiterals: boolean;
  /** It asks for the edits of a code action when the user chooses it. */
  readonly resolvesActions: boolean;
  /** It shows code actions that cannot be taken, with the reason. */
  readonly disabledActions: boolean;
  /** It hands commands on to the server and takes the edits they make. */
  readonly executesCommands: boolean;
  /** It runs the commands of our extension, which it says in its initialization options: `{ commands: true }`. */
  readonly runsCommands: boolean;
  /** It shows lines above parts of a document. */
  readonly showsLenses: boolean;
  /** It shows tooltips of links. */
  readonly linkTooltips: boolean;
  /** It asks again for inlay hints when told that they may have changed. */
  readonly refreshesInlayHints: boolean;
  /** It asks again for code lenses when told that they may have changed. */
  readonly refreshesCodeLenses: boolean;
  /** It takes edits bound to a version of a document. */
  readonly versionedEdits: boolean;
}

/** Reads what a client says of itself when it starts the server; `options` are its initialization options. */
export function readClientAbilities(capabilities: ClientCapabilities, options?: unknown): ClientAbilities {
  const { textDocument, workspace } = capabilities;
  const hoverFormats = textDocument?.hover?.contentFormat;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    diagnosticTags:
      (textDocument?.diagnostic?.tagSupport ?? textDocument?.publishDiagnostics?.tagSupport)?.valueSet ?? [],
    relatedInformation:
      (textDocument?.diagnostic?.relatedInformation ?? textDocument?.publishDiagnostics?.relatedInformation) === true,
    configuration: workspace?.configuration === true,
    registersConfigurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchesOutside:
      workspace?.didChangeWatchedFiles?.dynamicRegistration === true &&
      workspace.didChangeWatchedFiles.relativePatternSupport === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    markdownHover: hoverFormats?.includes(MarkupKind.Markdown) === true,
    completion: readCompletionAbilities(capabilities),
    signature: readSignatureAbilities(capabilities),
    navigation: readNavigationAbilities(capabilities),
    semanticTokens: readSemanticTokenAbilities(capabilities),
    formatsManyRanges: textDocument?.rangeFormatting?.rangesSupport === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    resolvesActions:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    disabledActions: textDocument?.codeAction?.disabledSupport === true,
    executesCommands: workspace?.executeCommand !== undefined && workspace.applyEdit === true,
    runsCommands: isRecord(options) && options.commands === true,
    showsLenses: textDocument?.codeLens !== undefined,
    linkTooltips: textDocument?.documentLink?.tooltipSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
  };
}

function readCompletionAbilities({ textDocument }: ClientCapabilities): CompletionAbilities {
  const { completionItem: item, completionList: list } = textDocument?.completion ?? {};
  return {
    snippets: item?.snippetSupport === true,
    insertReplace: item?.insertReplaceSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
    commitCharacters: item?.commitCharactersSupport === true,
    defaultRange: list?.itemDefaults?.includes('editRange') === true,
    insertTextModes: item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs) === true,
    markup: item?.documentationFormat !== undefined,
    markdown: item?.documentationFormat?.includes(MarkupKind.Markdown) === true,
  };
}

function readSignatureAbilities({ textDocument }: ClientCapabilities): SignatureAbilities {
  const information = textDocument?.signatureHelp?.signatureInformation;
  return {
    labelOffsets: information?.parameterInformation?.labelOffsetSupport === true,
    activeParameter: information?.activeParameterSupport === true,
    noActiveParameter: information?.noActiveParameterSupport === true,
    markdown: information?.documentationFormat?.includes(MarkupKind.Markdown) === true,
  };
}
