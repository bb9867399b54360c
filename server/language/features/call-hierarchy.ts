import {
  type CallHierarchyIncomingCall,
  CallHierarchyIncomingCallsRequest,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  CallHierarchyOutgoingCallsRequest,
  type CallHierarchyPrepareParams,
  CallHierarchyPrepareRequest,
} from 'vscode-languageserver';
import type { HierarchyItem } from '../answers/hierarchy.ts';
import { documentHandler, type FeatureContext, type LanguageFeature } from '../feature.ts';
import type { OpenDocument } from '../open-document.ts';
import { prepareMentions } from './prepare-mentions.ts';
import { SYMBOL_KINDS, symbolName } from './symbol-kinds.ts';

function toCallItem(document: OpenDocument, item: HierarchyItem): CallHierarchyItem {
  return {
    name: symbolName(item.name),
    detail: item.detail,
    kind: SYMBOL_KINDS[item.kind],
    uri: document.uri,
    range: document.rangeOf(item.range),
    selectionRange: document.rangeOf(item.nameRange),
    data: item.path,
  };
}

/** The way to an item as this server gave it along; empty where the client did not keep it. */
function pathIn(data: unknown): readonly string[] {
  return Array.isArray(data) ? data.filter((name) => typeof name === 'string') : [];
}

/** The member of the hierarchy at a position. */
function prepare(document: OpenDocument, { position }: CallHierarchyPrepareParams): CallHierarchyItem[] | null {
  const item = document.model?.hierarchyItem?.(document.offsetAt(position));
  return item === undefined ? null : [toCallItem(document, item)];
}

/** What feeds an item, as its document stands now. */
function incoming(document: OpenDocument, { data }: CallHierarchyItem): CallHierarchyIncomingCall[] {
  return (document.model?.incoming?.(pathIn(data)) ?? []).map(({ item, mentions }) => ({
    from: toCallItem(document, item),
    fromRanges: mentions.map((range) => document.rangeOf(range)),
  }));
}

/** What an item feeds, as its document stands now. */
function outgoing(document: OpenDocument, { data }: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  return (document.model?.outgoing?.(pathIn(data)) ?? []).map(({ item, mentions }) => ({
    to: toCallItem(document, item),
    fromRanges: mentions.map((range) => document.rangeOf(range)),
  }));
}

/** A guarded handler about an item of a document that is open still. */
function itemHandler<Result>(
  { requests, documents }: FeatureContext,
  method: string,
  answer: (document: OpenDocument, item: CallHierarchyItem) => Result[],
) {
  return requests.guard<{ readonly item: CallHierarchyItem }, Result[]>(method, [], async ({ item }, token) => {
    const document = documents.get(item.uri);
    if (document === undefined) return [];
    await document.ready();
    await prepareMentions(document, token);
    return answer(document, item);
  });
}

/** What feeds what: `textDocument/prepareCallHierarchy` and the two directions of `callHierarchy`. */
export const callHierarchy: LanguageFeature = {
  capabilities: () => ({ callHierarchyProvider: true }),
  register(context) {
    const { connection } = context;
    connection.onRequest(
      CallHierarchyPrepareRequest.type,
      documentHandler(context, CallHierarchyPrepareRequest.method, null, prepare),
    );
    connection.onRequest(
      CallHierarchyIncomingCallsRequest.type,
      itemHandler(context, CallHierarchyIncomingCallsRequest.method, incoming),
    );
    connection.onRequest(
      CallHierarchyOutgoingCallsRequest.type,
      itemHandler(context, CallHierarchyOutgoingCallsRequest.method, outgoing),
    );
  },
};
