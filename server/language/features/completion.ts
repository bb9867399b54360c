import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  CompletionRequest,
  CompletionResolveRequest,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver';
import type { Completion, CompletionKind, Completions, InsertText } from '../answers/completion.ts';
import type { ClientAbilities, CompletionAbilities } from '../client-abilities.ts';
import { documentHandler, type FeatureContext, type LanguageFeature } from '../feature.ts';
import { markdown, plainText } from '../markup.ts';
import type { OpenDocument } from '../open-document.ts';
import { gather } from '../pausing.ts';

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  tool: CompletionItemKind.Variable,
  'tool-kind': CompletionItemKind.Class,
  input: CompletionItemKind.Field,
  output: CompletionItemKind.Event,
  field: CompletionItemKind.Property,
  anchor: CompletionItemKind.Reference,
  choice: CompletionItemKind.EnumMember,
  value: CompletionItemKind.Value,
  column: CompletionItemKind.Variable,
  constructor: CompletionItemKind.Constructor,
  'path-map': CompletionItemKind.Constant,
  folder: CompletionItemKind.Folder,
  file: CompletionItemKind.File,
};

const NOTHING: CompletionList = { isIncomplete: false, items: [] };

/** A text as a snippet of the protocol, or as it is. */
export function writeInsertText(text: InsertText, asSnippet: boolean): string {
  if (!asSnippet) return text.map((part) => (typeof part === 'string' ? part : part.placeholder)).join('');
  let stops = 0;
  const write = (part: InsertText[number]): string => {
    if (typeof part === 'string') return part.replace(/[\\$]/g, '\\$&');
    stops += 1;
    return part.placeholder === '' ? `$${stops}` : `\${${stops}:${part.placeholder.replace(/[\\$}]/g, '\\$&')}}`;
  };
  return `${text.map(write).join('')}$0`;
}

function hasStops(text: InsertText): boolean {
  return text.some((part) => typeof part !== 'string');
}

/** The suggestions in the form that the client takes. */
export function toCompletionList(
  document: OpenDocument,
  { items, insertRange, replaceRange, otherEdits, isCut }: Completions,
  client: CompletionAbilities,
): CompletionList {
  const insert = document.rangeOf(insertRange);
  const replace = document.rangeOf(replaceRange);
  const range = client.insertReplace ? { insert, replace } : replace;
  const additionalTextEdits = otherEdits.map((edit) => ({
    range: document.rangeOf(edit.range),
    newText: edit.newText,
  }));
  const width = String(items.length).length;
  const shared = client.defaultRange ? { itemDefaults: { editRange: range } } : {};
  return {
    isIncomplete: isCut,
    ...shared,
    items: items.map((item, index): CompletionItem => {
      const isSnippet = client.snippets && hasStops(item.insert);
      const newText = writeInsertText(item.insert, isSnippet);
      const edit = client.defaultRange
        ? { textEditText: newText }
        : { textEdit: client.insertReplace ? { newText, insert, replace } : { newText, range: replace } };
      return {
        ...shownLabel(item, client),
        kind: KINDS[item.kind],
        sortText: String(index).padStart(width, '0'),
        ...(item.filter !== undefined && { filterText: item.filter }),
        ...edit,
        ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
        ...(client.insertTextModes && newText.includes('\n') && { insertTextMode: InsertTextMode.asIs }),
        ...(additionalTextEdits.length > 0 && { additionalTextEdits }),
        ...(client.commitCharacters && item.commitWith !== undefined && { commitCharacters: [...item.commitWith] }),
        ...(item.topic !== undefined && { data: { uri: document.uri, topic: item.topic } }),
      };
    }),
  };
}

/** The label, with its details where the client shows them apart; else what it is goes into `detail`. */
function shownLabel(
  item: Completion,
  client: CompletionAbilities,
): Pick<CompletionItem, 'label' | 'labelDetails' | 'detail'> {
  const { label, detail, description } = item;
  if (!client.labelDetails) {
    const words = [detail, description].filter((part) => part !== undefined).join(' – ');
    return { label, ...(words !== '' && { detail: words }) };
  }
  const labelDetails = {
    ...(detail !== undefined && { detail: ` ${detail}` }),
    ...(description !== undefined && { description }),
  };
  return Object.keys(labelDetails).length === 0 ? { label } : { label, labelDetails };
}

/** What an item was made for, out of what the client sends back; nothing where that is not ours. */
function readData(data: unknown): { readonly uri: string; readonly topic: readonly string[] } | undefined {
  if (typeof data !== 'object' || data === null || !('uri' in data) || !('topic' in data)) return undefined;
  const { uri, topic } = data;
  if (typeof uri !== 'string' || !Array.isArray(topic)) return undefined;
  return { uri, topic: topic.filter((part) => typeof part === 'string') };
}

function resolveItem({ documents }: FeatureContext, item: CompletionItem, client: ClientAbilities): CompletionItem {
  const data = readData(item.data);
  const markup = client.completion.markdown ? markdown : plainText;
  const value = data && documents.get(data.uri)?.model?.describeCompletion?.(data.topic, markup);
  if (value === undefined) return item;
  const kind = client.completion.markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { ...item, documentation: client.completion.markup ? { kind, value } : value };
}

/** Characters that ask for suggestions. */
const TRIGGERS = ['"', '.', '[', '/', '\\', ':'];

/** Those that do so in some languages alone. In a comp a brace asks for none: what Enter does after it would be to take
 * the first of them. A star is followed by an anchor in YAML alone. */
const TRIGGERS_OF_SOME = ['{', '*'];

/** Whether a character was typed that asks for nothing in this document. */
function isNoTrigger({ support }: OpenDocument, { context }: CompletionParams): boolean {
  const typed = context?.triggerCharacter;
  return typed !== undefined && TRIGGERS_OF_SOME.includes(typed) && support?.triggers?.includes(typed) !== true;
}

/** Suggestions while typing: `textDocument/completion` and `completionItem/resolve`. */
export const completion: LanguageFeature = {
  capabilities: () => ({
    completionProvider: { triggerCharacters: [...TRIGGERS, ...TRIGGERS_OF_SOME], resolveProvider: true },
  }),
  register(context) {
    const { connection, client, requests, placeOf } = context;
    connection.onRequest(
      CompletionRequest.type,
      documentHandler(context, CompletionRequest.method, NOTHING, async (document, params: CompletionParams, token) => {
        if (isNoTrigger(document, params)) return NOTHING;
        await gather(document.model?.prepareMentions?.() ?? [], document, token);
        const { version } = document;
        const askPlace = () => placeOf(document.uri);
        const found = await document.model?.completions?.(document.offsetAt(params.position), askPlace);
        if (found === undefined) return NOTHING;
        // The document may have changed while files were looked for; then the client asks again.
        if (document.version !== version) return { ...NOTHING, isIncomplete: true };
        return toCompletionList(document, found, client.completion);
      }),
    );
    connection.onRequest(CompletionResolveRequest.type, (item: CompletionItem, token) =>
      requests.guard(CompletionResolveRequest.method, item, () => resolveItem(context, item, client))(item, token),
    );
  },
};
