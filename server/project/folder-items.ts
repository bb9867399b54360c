import { readdir } from 'node:fs/promises';
import { extensionOf, type Span, sequenceNumber } from './sequence.ts';

/** One thing in a folder, as a user counts: all frames of a sequence are one. */
export interface FolderItem {
  /** The name without folder; of a sequence, that of its first file. */
  readonly name: string;
  readonly kind: 'folder' | 'file' | 'sequence';
  /** The first and the last frame of a sequence. */
  readonly frames: Span | undefined;
  /** The number of files. */
  readonly files: number;
}

/** An entry of a folder as the file system gives it. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** What lies in a folder. Throws the file system's error where it cannot be read. */
export async function readFolderItems(folder: string): Promise<readonly FolderItem[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return folderItems(
    entries.map((entry) => ({
      name: entry.name,
      // A link without extension is taken for one to a folder, so that nothing waits for what it leads to.
      isFolder: entry.isDirectory() || (entry.isSymbolicLink() && extensionOf(entry.name) === ''),
    })),
  );
}

interface GrowingSequence {
  first: { readonly number: number; readonly name: string };
  last: number;
  files: number;
}

/** The entries of a folder with the files of each sequence put together, folders first, each by name. */
export function folderItems(entries: Iterable<FolderEntry>): readonly FolderItem[] {
  const items: FolderItem[] = [];
  const sequences = new Map<string, GrowingSequence>();
  for (const { name, isFolder } of entries) {
    const numbered = isFolder ? undefined : sequenceNumber(name);
    if (numbered !== undefined) addTo(sequences, numbered.printf, { number: numbered.number, name });
    else items.push({ name, kind: isFolder ? 'folder' : 'file', frames: undefined, files: 1 });
  }
  for (const { first, last, files } of sequences.values()) {
    const isOne = files === 1;
    const frames = isOne ? undefined : { first: first.number, last };
    items.push({ name: first.name, kind: isOne ? 'file' : 'sequence', frames, files });
  }
  return items.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

function addTo(sequences: Map<string, GrowingSequence>, key: string, file: GrowingSequence['first']): void {
  const known = sequences.get(key);
  if (known === undefined) {
    sequences.set(key, { first: file, last: file.number, files: 1 });
    return;
  }
  known.files += 1;
  known.last = Math.max(known.last, file.number);
  if (file.number < known.first.number) known.first = file;
}

function rank({ kind }: FolderItem): number {
  return kind === 'folder' ? 0 : 1;
}
