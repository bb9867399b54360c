import type { CancellationToken, Position } from 'vscode-languageserver';
import type { OpenDocument } from '../open-document.ts';
import { gather } from '../pausing.ts';

/**
 * Goes through a document for what mentions the thing at a position, and lets other requests in between. Throws
 * `RequestCancelled` and `ContentModified` as `gather` does.
 */
export async function prepareMentions(
  document: OpenDocument,
  position: Position,
  token: CancellationToken,
): Promise<void> {
  await gather(document.model?.prepareMentions?.(document.offsetAt(position)) ?? [], document, token);
}
