import * as z from 'zod';

/** What the language server answers to `compline.usedFolders`. */
export const usedFoldersSchema = z.array(z.object({ folder: z.string(), files: z.number() }));

/** A folder that paths can be moved out of, with the number of files that are named in it and below it. */
export interface RelinkChoice {
  readonly folder: string;
  readonly files: number;
}

/**
 * The folders to choose from: those that files lie in, and those above them that hold more than one of these, so that
 * a whole drive or show can be moved at once. The deepest come last.
 */
export function relinkChoices(used: readonly RelinkChoice[]): readonly RelinkChoice[] {
  const byFolder = new Map<string, { files: number; holds: Set<string> }>();
  for (const { folder, files } of used) {
    let inside = '';
    for (let at: string | undefined = folder; at !== undefined; at = parentOf(at)) {
      const known = byFolder.get(at) ?? { files: 0, holds: new Set() };
      byFolder.set(at, { files: known.files + files, holds: known.holds.add(inside) });
      inside = at;
    }
  }
  return [...byFolder]
    .filter(([, { holds }]) => holds.has('') || holds.size > 1)
    .map(([folder, { files }]) => ({ folder, files }))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** The folder above, in names of every platform; absent above a root, which nobody moves. */
function parentOf(folder: string): string | undefined {
  const end = Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\'));
  const parent = folder.slice(0, Math.max(0, end));
  return /[^/\\]/.test(parent) ? parent : undefined;
}
