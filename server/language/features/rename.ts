import {
  type CancellationToken,
  LSPErrorCodes,
  type PrepareRenameParams,
  PrepareRenameRequest,
  type PrepareRenameResult,
  type RenameParams,
  RenameRequest,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { ClientAbilities } from '../client-abilities.ts';
import { documentHandler, type LanguageFeature } from '../feature.ts';
import type { OpenDocument } from '../open-document.ts';
import { gatherEdits, toWorkspaceEdit } from '../workspace-edit.ts';
import { prepareMentions } from './prepare-mentions.ts';

/** The name at a position, if it can be given another. */
function prepareRename(document: OpenDocument, { position }: PrepareRenameParams): PrepareRenameResult | null {
  const target = document.model?.renameTarget?.(document.offsetAt(position));
  return target === undefined ? null : { range: document.rangeOf(target.range), placeholder: target.name };
}

/** The edits that give what stands at a position another name. Throws `RequestFailed` with the reason where it cannot. */
async function rename(
  document: OpenDocument,
  params: RenameParams,
  token: CancellationToken,
  client: ClientAbilities,
): Promise<WorkspaceEdit | null> {
  await prepareMentions(document, params.position, token);
  const outcome = document.model?.rename?.(document.offsetAt(params.position), params.newName);
  if (outcome === undefined) return null;
  if ('refusal' in outcome) throw new ResponseError(LSPErrorCodes.RequestFailed, outcome.refusal);
  return toWorkspaceEdit([await gatherEdits(document, outcome.edits, token)], client);
}

/** Renaming: `textDocument/rename`, and `textDocument/prepareRename` for clients that ask first. */
export const renaming: LanguageFeature = {
  capabilities: (client) => ({ renameProvider: client.navigation.preparesRename ? { prepareProvider: true } : true }),
  register(context) {
    context.connection.onRequest(
      PrepareRenameRequest.type,
      documentHandler(context, PrepareRenameRequest.method, null, prepareRename),
    );
    context.connection.onRequest(
      RenameRequest.type,
      documentHandler(context, RenameRequest.method, null, (document, params: RenameParams, token) =>
        rename(document, params, token, context.client),
      ),
    );
  },
};
