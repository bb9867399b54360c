import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { RefactoringKind, RefactoringOffer, RefactoringPlace } from '../answers/refactorings.ts';
import type { ClientAbilities } from '../client-abilities.ts';
import { isWanted } from '../code-action-kinds.ts';
import { toCommand } from '../editor-command.ts';
import type { FeatureContext } from '../feature.ts';
import type { OpenDocument } from '../open-document.ts';
import { isRecord } from '../record.ts';
import { gatherEdits, toWorkspaceEdit } from '../workspace-edit.ts';

const KINDS: Readonly<Record<RefactoringKind, CodeActionKind>> = {
  rewrite: CodeActionKind.RefactorRewrite,
  inline: CodeActionKind.RefactorInline,
};

/** The kinds of refactorings that are offered. */
export const REFACTORING_KINDS: readonly CodeActionKind[] = Object.values(KINDS);

/** What an action takes along until it is chosen. */
interface ActionData {
  readonly uri: string;
  readonly version: number;
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

function isActionData(data: unknown): data is ActionData {
  return (
    isRecord(data) &&
    [data.uri, data.id].every((it) => typeof it === 'string') &&
    [data.version, data.start, data.end].every((it) => typeof it === 'number')
  );
}

/** Whether the client can do anything with an offer. */
function isUsable({ command, disabled }: RefactoringOffer, client: ClientAbilities): boolean {
  if (disabled !== undefined && !client.disabledActions) return false;
  return command === undefined || (command.ofExtension ? client.runsCommands : client.executesCommands);
}

async function editOf(
  document: OpenDocument,
  id: string,
  at: RefactoringPlace,
  client: ClientAbilities,
  token: CancellationToken,
) {
  const edits = document.model?.refactor?.(id, at) ?? [];
  return toWorkspaceEdit([await gatherEdits(document, edits, token)], client);
}

/** The refactorings at a place; their edits are made when one is chosen, where the client asks for them then. */
export async function findRefactorings(
  context: FeatureContext,
  document: OpenDocument,
  { range, context: asked }: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const { client } = context;
  if (!REFACTORING_KINDS.some((kind) => isWanted(kind, asked.only))) return [];
  const place = await context.placeOf(document.uri);
  const selection = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const at = { selection, isInvoked: asked.triggerKind !== CodeActionTriggerKind.Automatic, place };
  const offers = (document.model?.refactorings?.(at) ?? []).filter(
    (offer) => isWanted(KINDS[offer.kind], asked.only) && isUsable(offer, client),
  );
  return Promise.all(
    offers.map(async ({ id, title, kind, disabled, command }): Promise<CodeAction> => {
      const action = { title, kind: KINDS[kind] };
      if (disabled !== undefined) return { ...action, disabled: { reason: disabled } };
      if (command !== undefined) return { ...action, command: toCommand(title, command, document.uri) };
      if (!client.resolvesActions) return { ...action, edit: await editOf(document, id, at, client, token) };
      const { uri, version } = document;
      return { ...action, data: { uri, version, id, ...selection } satisfies ActionData };
    }),
  );
}

/** A chosen refactoring with its edits. Throws `ContentModified` where the document has changed since it was offered. */
export async function resolveRefactoring(
  { client, documents, placeOf }: FeatureContext,
  action: CodeAction,
  token: CancellationToken,
): Promise<CodeAction> {
  const data: unknown = action.data;
  if (!isActionData(data)) return action;
  const place = await placeOf(data.uri);
  const document = documents.get(data.uri);
  if (document?.version !== data.version) {
    throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed');
  }
  await document.ready();
  const at = { selection: { start: data.start, end: data.end }, isInvoked: true, place };
  return { ...action, edit: await editOf(document, data.id, at, client, token) };
}
