import type {
  CallHierarchyItem,
  CodeAction,
  CodeLens,
  Color,
  ColorInformation,
  CompletionItem,
  CompletionList,
  DocumentLink,
  SemanticTokens,
  ServerCapabilities,
} from 'vscode-languageserver';
import type { Position, Range } from './marked-text.ts';

/** A request and its params. */
export interface Request {
  readonly method: string;
  readonly params: unknown;
}

/** What a request is about. */
export interface Scene {
  readonly uri: string;
  readonly position: Position;
  readonly range: Range;
}

/** A method that a server may promise, what it is asked, and what it is asked about its answers. */
interface Method<Answer> {
  readonly method: string;
  readonly provider: keyof ServerCapabilities;
  params(scene: Scene): unknown;
  next?(answer: Answer, scene: Scene): readonly Request[];
}

/** A method whose answers are read; the answers of a server have the types that the protocol gives them. */
function method<Answer>(it: Method<Answer>): (scene: Scene) => Request & {
  readonly provider: keyof ServerCapabilities;
  next(answer: Answer | null): readonly Request[];
} {
  return (scene) => ({
    method: it.method,
    provider: it.provider,
    params: it.params(scene),
    next: (answer) => (answer === null ? [] : (it.next?.(answer, scene) ?? [])),
  });
}

const document = ({ uri }: Scene) => ({ textDocument: { uri } });
const place = ({ uri, position }: Scene) => ({ textDocument: { uri }, position });
const stretch = ({ uri, range }: Scene) => ({ textDocument: { uri }, range });
const options = { tabSize: 4, insertSpaces: true };
const COLOUR: Color = { red: 0.5, green: 0.25, blue: 1, alpha: 1 };

/** The first and the last of some. */
const ends = <Item>(items: readonly Item[]): Item[] => items.filter((_, at) => at === 0 || at === items.length - 1);

export const EVERY_METHOD = [
  method({ method: 'textDocument/hover', provider: 'hoverProvider', params: place }),
  method({ method: 'textDocument/definition', provider: 'definitionProvider', params: place }),
  method({ method: 'textDocument/declaration', provider: 'declarationProvider', params: place }),
  method({ method: 'textDocument/typeDefinition', provider: 'typeDefinitionProvider', params: place }),
  method({
    method: 'textDocument/references',
    provider: 'referencesProvider',
    params: (scene) => ({ ...place(scene), context: { includeDeclaration: true } }),
  }),
  method({ method: 'textDocument/documentHighlight', provider: 'documentHighlightProvider', params: place }),
  method({ method: 'textDocument/documentSymbol', provider: 'documentSymbolProvider', params: document }),
  method({ method: 'textDocument/foldingRange', provider: 'foldingRangeProvider', params: document }),
  method({
    method: 'textDocument/selectionRange',
    provider: 'selectionRangeProvider',
    params: (scene) => ({ ...document(scene), positions: [scene.position, scene.range.end] }),
  }),
  method<readonly CallHierarchyItem[]>({
    method: 'textDocument/prepareCallHierarchy',
    provider: 'callHierarchyProvider',
    params: place,
    next: (items) =>
      ends(items).flatMap((item) => [
        { method: 'callHierarchy/incomingCalls', params: { item } },
        { method: 'callHierarchy/outgoingCalls', params: { item } },
      ]),
  }),
  method({
    method: 'textDocument/rename',
    provider: 'renameProvider',
    params: (scene) => ({ ...place(scene), newName: 'Other' }),
  }),
  method<CompletionList | CompletionItem[]>({
    method: 'textDocument/completion',
    provider: 'completionProvider',
    params: place,
    next: (answer) =>
      ends('items' in answer ? answer.items : answer).map((params) => ({ method: 'completionItem/resolve', params })),
  }),
  method({ method: 'textDocument/signatureHelp', provider: 'signatureHelpProvider', params: place }),
  method<readonly CodeAction[]>({
    method: 'textDocument/codeAction',
    provider: 'codeActionProvider',
    params: (scene) => ({ ...stretch(scene), context: { diagnostics: [], triggerKind: 1 } }),
    next: (actions) =>
      ends(actions.filter(({ data }) => data !== undefined)).map((params) => ({
        method: 'codeAction/resolve',
        params,
      })),
  }),
  method<readonly DocumentLink[]>({
    method: 'textDocument/documentLink',
    provider: 'documentLinkProvider',
    params: document,
    next: (links) => ends(links).map((params) => ({ method: 'documentLink/resolve', params })),
  }),
  method<readonly ColorInformation[]>({
    method: 'textDocument/documentColor',
    provider: 'colorProvider',
    params: document,
    next: (colours, scene) =>
      ends(colours).map(({ range }) => ({
        method: 'textDocument/colorPresentation',
        params: { ...document(scene), color: COLOUR, range },
      })),
  }),
  method({ method: 'textDocument/inlayHint', provider: 'inlayHintProvider', params: stretch }),
  method<readonly CodeLens[]>({
    method: 'textDocument/codeLens',
    provider: 'codeLensProvider',
    params: document,
    next: (lenses) => ends(lenses).map((params) => ({ method: 'codeLens/resolve', params })),
  }),
  method<SemanticTokens>({
    method: 'textDocument/semanticTokens/full',
    provider: 'semanticTokensProvider',
    params: document,
    next: ({ resultId }, scene) =>
      resultId === undefined
        ? []
        : [
            {
              method: 'textDocument/semanticTokens/full/delta',
              params: { ...document(scene), previousResultId: resultId },
            },
          ],
  }),
  method({ method: 'textDocument/semanticTokens/range', provider: 'semanticTokensProvider', params: stretch }),
  method({
    method: 'textDocument/formatting',
    provider: 'documentFormattingProvider',
    params: (scene) => ({ ...document(scene), options }),
  }),
  method({
    method: 'textDocument/rangeFormatting',
    provider: 'documentRangeFormattingProvider',
    params: (scene) => ({ ...stretch(scene), options }),
  }),
  method({
    method: 'textDocument/onTypeFormatting',
    provider: 'documentOnTypeFormattingProvider',
    params: (scene) => ({ ...place(scene), ch: '}', options }),
  }),
  method({ method: 'textDocument/diagnostic', provider: 'diagnosticProvider', params: document }),
  method({
    method: 'workspace/symbol',
    provider: 'workspaceSymbolProvider',
    params: ({ position }) => ({ query: ['', 'merge', 'B'][position.line % 3] ?? '' }),
  }),
  method({
    method: 'workspace/executeCommand',
    provider: 'executeCommandProvider',
    params: ({ uri, position }) =>
      [
        { command: 'compline.usedFolders', arguments: [uri] },
        { command: 'compline.applyNewestVersions', arguments: [uri] },
        { command: 'compline.applyVersion', arguments: [uri, 'Loader1', 'up'] },
        { command: 'compline.applySetup', arguments: [uri] },
        { command: 'compline.applyRelink', arguments: [uri, '/show', '/elsewhere'] },
        { command: 'compline.savers', arguments: [uri, String(position.character)] },
        { command: 'compline.specOfSaver', arguments: [uri, String(position.character), 'final', 'a: 1'] },
        { command: 'compline.clipSavers', arguments: ['{ Tools = { S = Saver { } } }'] },
      ][position.line % 8],
  }),
];
