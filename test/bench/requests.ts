import type { BenchServer } from './bench-server.ts';

/** A client that takes everything the server offers. */
export const WIDE_CLIENT = {
  textDocument: {
    diagnostic: { relatedInformation: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    definition: { linkSupport: true },
    rename: { prepareSupport: true },
    foldingRange: { rangeLimit: 5_000, lineFoldingOnly: true },
    semanticTokens: {
      requests: { full: { delta: true }, range: true },
      tokenTypes: [],
      tokenModifiers: [],
      formats: ['relative'],
    },
    completion: { completionItem: { snippetSupport: true, insertReplaceSupport: true } },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
  workspace: { workspaceEdit: { documentChanges: true } },
};

/** Makes the server offer lines above parts of a document too. */
export const WIDE_OPTIONS = { commands: true };

/** One question to the server. */
export interface Question {
  readonly name: string;
  readonly ask: (server: BenchServer) => Promise<unknown>;
}

/** Every question that the server promises to answer, about a generated text. */
export function questionsAbout(text: string): readonly Question[] {
  const lines = text.split('\n');
  /** After `word`, in the first line with it from the middle of the text on. */
  const after = (word: string, from = lines.length >> 1) => {
    const line = lines.findIndex((it, index) => index >= from && it.includes(word));
    return { line, character: (lines[line]?.indexOf(word) ?? 0) + word.length };
  };
  const options = { tabSize: 4, insertSpaces: false };
  const start = { line: 0, character: 0 };
  const whole = { start, end: { line: lines.length, character: 0 } };
  const screen = {
    start: { line: lines.length >> 1, character: 0 },
    end: { line: (lines.length >> 1) + 60, character: 0 },
  };
  const name = after('SourceOp = "Too');
  const mostUsed = after('Expression = "Too');
  const at = (method: string, position: object, more: object = {}): Question['ask'] => {
    return (server) => server.ask(`textDocument/${method}`, { position, ...more });
  };
  const of = (method: string, more: object = {}): Question['ask'] => {
    return (server) => server.ask(`textDocument/${method}`, more);
  };
  const calls =
    (direction: string): Question['ask'] =>
    async (server) => {
      const items = await server.ask('textDocument/prepareCallHierarchy', { position: mostUsed });
      const [item] = Array.isArray(items) ? items : [];
      return server.request(`callHierarchy/${direction}Calls`, { item });
    };
  const actions = (only: readonly string[] | undefined, range: object) =>
    of('codeAction', { range, context: { diagnostics: [], triggerKind: 1, ...(only && { only }) } });
  const refactoring =
    (title: RegExp): Question['ask'] =>
    async (server) => {
      const found = await actions(['refactor'], whole)(server);
      const action = Array.isArray(found) ? found.find((it) => title.test(it.title)) : undefined;
      return action === undefined ? undefined : server.request('codeAction/resolve', action);
    };
  return [
    { name: 'diagnostic again', ask: (server) => server.pull() },
    { name: 'documentSymbol', ask: of('documentSymbol') },
    { name: 'foldingRange', ask: of('foldingRange') },
    { name: 'documentLink', ask: of('documentLink') },
    { name: 'documentColor', ask: of('documentColor') },
    { name: 'codeLens', ask: of('codeLens') },
    { name: 'inlayHint, a screen', ask: of('inlayHint', { range: screen }) },
    { name: 'inlayHint, the whole', ask: of('inlayHint', { range: whole }) },
    { name: 'semanticTokens', ask: of('semanticTokens/full') },
    { name: 'semanticTokens, a screen', ask: of('semanticTokens/range', { range: screen }) },
    { name: 'semanticTokens, the whole', ask: of('semanticTokens/range', { range: whole }) },
    { name: 'hover', ask: at('hover', name) },
    { name: 'completion of a source', ask: at('completion', name) },
    { name: 'completion of an output', ask: at('completion', after('Source = "')) },
    { name: 'completion of a key', ask: at('completion', after('Input = Inp')) },
    { name: 'completion in an expression', ask: at('completion', mostUsed) },
    { name: 'signatureHelp', ask: at('signatureHelp', after('Input { ')) },
    { name: 'definition', ask: at('definition', name) },
    { name: 'typeDefinition', ask: at('typeDefinition', name) },
    { name: 'references', ask: at('references', mostUsed, { context: { includeDeclaration: true } }) },
    { name: 'documentHighlight', ask: at('documentHighlight', mostUsed) },
    { name: 'prepareRename', ask: at('prepareRename', mostUsed) },
    { name: 'rename', ask: at('rename', mostUsed, { newName: 'Plate' }) },
    { name: 'incomingCalls', ask: calls('incoming') },
    { name: 'outgoingCalls', ask: calls('outgoing') },
    { name: 'selectionRange', ask: of('selectionRange', { positions: [name] }) },
    { name: 'formatting', ask: of('formatting', { options }) },
    { name: 'formatting with blanks', ask: of('formatting', { options: { tabSize: 2, insertSpaces: true } }) },
    { name: 'rangeFormatting, a screen', ask: of('rangeFormatting', { range: screen, options }) },
    { name: 'rangeFormatting, the whole', ask: of('rangeFormatting', { range: whole, options }) },
    { name: 'onTypeFormatting', ask: at('onTypeFormatting', after('\t\t},'), { ch: '}', options }) },
    { name: 'codeAction, a screen', ask: actions(undefined, screen) },
    { name: 'codeAction, the whole', ask: actions(undefined, whole) },
    { name: 'codeAction, fix all', ask: actions(['source.fixAll.compline'], whole) },
    { name: 'lock all tools', ask: refactoring(/^Lock/) },
    { name: 'disable all tools', ask: refactoring(/^(Disable|Pass)/) },
    { name: 'workspace/symbol', ask: (server) => server.request('workspace/symbol', { query: 'Tool1' }) },
  ];
}
