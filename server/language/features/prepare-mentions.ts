import type { CancellationToken } from 'vscode-languageserver';
import type { OpenDocument } from '../open-document.ts';
import { gather } from '../pausing.ts';

/**
 * Goes through a document for what mentions what, and lets other requests in between. Throws `RequestCancelled` and
 * `ContentModified` as `gather` does.
 */
export async function prepareMentions(document: OpenDocument, token: CancellationToken): Promise<void> {
  await gather(document.model?.prepareMentions?.() ?? [], document, token);
}
