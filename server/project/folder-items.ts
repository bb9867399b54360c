import { readdir } from 'node:fs/promises';
import { extensionOf, type Span } from './sequence.ts';
import { type FrameSequence, frameFile, groupSequences } from './sequences.ts';

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

/** The entries of a folder with the files of each sequence put together, folders first, each by name. */
export function folderItems(entries: Iterable<FolderEntry>): readonly FolderItem[] {
  const items: FolderItem[] = [];
  const files: string[] = [];
  for (const { name, isFolder } of entries) {
    if (isFolder) items.push({ name, kind: 'folder', frames: undefined, files: 1 });
    else files.push(name);
  }
  const { sequences, others } = groupSequences(files);
  for (const name of others) items.push({ name, kind: 'file', frames: undefined, files: 1 });
  for (const sequence of sequences) items.push(itemOf(sequence));
  return items.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

function itemOf(sequence: FrameSequence): FolderItem {
  const { min: first = 0, max: last = first, count } = sequence.frames;
  const name = frameFile(sequence, first);
  if (count === 1) return { name, kind: 'file', frames: undefined, files: 1 };
  return { name, kind: 'sequence', frames: { first, last }, files: count };
}

function rank({ kind }: FolderItem): number {
  return kind === 'folder' ? 0 : 1;
}
