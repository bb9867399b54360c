import {
  type CallHierarchyIncomingCall,
  CallHierarchyIncomingCallsRequest,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  CallHierarchyOutgoingCallsRequest,
  type CallHierarchyPrepareParams,
  CallHierarchyPrepareRequest,
  type CancellationToken,
} from 'vscode-languageserver';
import type { HierarchyItem, HierarchyLink } from '../answers/hierarchy.ts';
import { documentHandler, type FeatureContext, type LanguageFeature } from '../feature.ts';
import { LIMITS } from '../limit-notices.ts';
import type { OpenDocument } from '../open-document.ts';
import { convertAll } from '../pausing.ts';
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
function incoming(
  document: OpenDocument,
  { data }: CallHierarchyItem,
  token: CancellationToken,
): Promise<CallHierarchyIncomingCall[]> {
  const toCall = ({ item, mentions }: HierarchyLink) => ({
    from: toCallItem(document, item),
    fromRanges: mentions.map((range) => document.rangeOf(range)),
  });
  return convertAll(document.model?.incoming?.(pathIn(data)) ?? [], toCall, document, token, LIMITS.connections + 1);
}

/** What an item feeds, as its document stands now. */
function outgoing(
  document: OpenDocument,
  { data }: CallHierarchyItem,
  token: CancellationToken,
): Promise<CallHierarchyOutgoingCall[]> {
  const toCall = ({ item, mentions }: HierarchyLink) => ({
    to: toCallItem(document, item),
    fromRanges: mentions.map((range) => document.rangeOf(range)),
  });
  return convertAll(document.model?.outgoing?.(pathIn(data)) ?? [], toCall, document, token, LIMITS.connections + 1);
}

/** A guarded handler about an item of a document that is open still. */
function itemHandler<Result>(
  { requests, documents, notices }: FeatureContext,
  method: string,
  answer: (document: OpenDocument, item: CallHierarchyItem, token: CancellationToken) => Promise<Result[]>,
) {
  return requests.guard<{ readonly item: CallHierarchyItem }, Result[]>(method, [], async ({ item }, token) => {
    const document = documents.get(item.uri);
    if (document === undefined) return [];
    await document.ready();
    const found = await answer(document, item, token);
    if (found.length > LIMITS.connections) notices.add(item.uri, 'connections');
    return found.slice(0, LIMITS.connections);
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
