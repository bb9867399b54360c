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
import type { FileEdit } from '../answers/file-edit.ts';
import { documentHandler, type FeatureContext, type LanguageFeature } from '../feature.ts';
import { fileUri } from '../file-uri.ts';
import type { OpenDocument } from '../open-document.ts';
import { rangeOfStretch } from '../workspace/range-of-stretch.ts';
import { type DocumentEdits, gatherEdits, toWorkspaceEdit } from '../workspace-edit.ts';
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
  context: FeatureContext,
): Promise<WorkspaceEdit | null> {
  await prepareMentions(document, params.position, token);
  const { model, version } = document;
  const offset = document.offsetAt(params.position);
  const outcome = model?.rename?.(offset, params.newName);
  if (outcome === undefined) return null;
  if ('refusal' in outcome) throw new ResponseError(LSPErrorCodes.RequestFailed, outcome.refusal);
  const here = await gatherEdits(document, outcome.edits, token);
  const elsewhere = await model?.renameElsewhere?.(offset, params.newName, () => context.placeOf(document.uri));
  if (document.version !== version) throw new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed');
  return toWorkspaceEdit([here, ...ofFiles(elsewhere ?? [])], context.client);
}

/** The edits of other files, file by file. */
function ofFiles(edits: readonly FileEdit[]): readonly DocumentEdits[] {
  const files = Map.groupBy(edits, ({ file }) => file);
  return [...files].map(([file, ofFile]) => ({
    uri: fileUri(file),
    version: null,
    edits: ofFile.map(({ stretch, newText }) => ({ range: rangeOfStretch(stretch), newText })),
  }));
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
        rename(document, params, token, context),
      ),
    );
  },
};
