import type { CancellationToken, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit as OffsetEdit } from '../formats/text/range.ts';
import type { ClientAbilities } from './client-abilities.ts';
import type { OpenDocument } from './open-document.ts';
import { convertAll, type Pausing } from './pausing.ts';

/** The edits of one document. */
export interface DocumentEdits {
  readonly uri: string;
  /** The version the edits are about; null for a file that is not open. */
  readonly version: number | null;
  readonly edits: readonly TextEdit[];
}

/** Edits of an open document as the protocol has them. */
export function editsOf(document: OpenDocument, edits: readonly OffsetEdit[]): DocumentEdits {
  const textEdits = edits.map(({ range, newText }) => ({ range: document.rangeOf(range), newText }));
  return { uri: document.uri, version: document.version, edits: textEdits };
}

/** The same for edits that come in pauses, with other requests let in between. Throws as `gather` does. */
export async function gatherEdits(
  document: OpenDocument,
  edits: Pausing<OffsetEdit>,
  token: CancellationToken,
): Promise<DocumentEdits> {
  const { uri, version } = document;
  const convert = ({ range, newText }: OffsetEdit) => ({ range: document.rangeOf(range), newText });
  return { uri, version, edits: await convertAll(edits, convert, document, token) };
}

/** Edits of several documents as one change, bound to their versions where the client takes that. */
export function toWorkspaceEdit(documents: readonly DocumentEdits[], client: ClientAbilities): WorkspaceEdit {
  if (!client.versionedEdits) {
    return { changes: Object.fromEntries(documents.map(({ uri, edits }) => [uri, [...edits]])) };
  }
  return {
    documentChanges: documents.map(({ uri, version, edits }) => ({
      textDocument: { uri, version },
      edits: [...edits],
    })),
  };
}
