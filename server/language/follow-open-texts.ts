import { Debouncer } from './debouncer.ts';
import type { DocumentStore } from './document-store.ts';
import type { DocumentPlaces } from './places.ts';
import type { WatchedFiles } from './watched-files.ts';

/** Quiet time, in milliseconds, after the last keystroke in a document before those that are judged by it follow. */
const QUIET_TIME = 200;

/**
 * Has an edit in an open configuration or render spec count, for the documents that are judged by it, as a change of its
 * file does: also before it is saved, and once more when it is closed without.
 */
export function followOpenTexts(
  documents: Pick<DocumentStore, 'addListener'>,
  places: Pick<DocumentPlaces, 'textChanged'>,
  files: Pick<WatchedFiles, 'edited'>,
): void {
  const debouncer = new Debouncer(QUIET_TIME, (uri) => files.edited(uri));
  const changed = (uri: string, text: () => string | undefined): void => {
    if (places.textChanged(uri, text)) debouncer.schedule(uri);
  };
  documents.addListener({
    changed: (document) => changed(document.uri, () => document.text),
    closed: (uri) => changed(uri, () => undefined),
  });
}
