import type { TextEdit } from '../text/range.ts';
import { insertEntry, replaceString } from './edits.ts';
import { outputClips } from './header.ts';
import type { MediaName } from './media.ts';
import type { Comp } from './model.ts';
import { quote } from './quoted-string.ts';
import { isSaver, saverOutput } from './saver.ts';
import { tableNamed } from './table-access.ts';

/** A name of a file in a comp, and the one that takes its place. */
export interface NewName {
  readonly file: MediaName;
  readonly name: string;
}

/**
 * Gives files of a comp other names and keeps `OutputClips`, where Fusion lists what the Savers write, in step: a name
 * there follows its Saver, and stays for as long as another Saver writes it.
 */
export function renameFiles(comp: Comp, names: readonly NewName[]): readonly TextEdit[] {
  const edits = new Map<number, TextEdit>();
  const newNames = new Map<number, string>();
  for (const { file, name } of names) {
    edits.set(file.node.start, replaceString(file.node, name));
    newNames.set(file.node.start, name);
  }
  const kept = new Set<string>();
  const moved = new Map<string, string>();
  for (const { file } of (comp.toolsById.get('Saver') ?? []).filter(isSaver).map(saverOutput)) {
    if (file === undefined) continue;
    const name = newNames.get(file.node.start);
    if (name === undefined) kept.add(file.name);
    else moved.set(file.name, name);
  }
  const listed = outputClips(comp);
  for (const clip of listed) {
    const name = moved.get(clip.name);
    if (name === undefined || edits.has(clip.node.start)) continue;
    if (!kept.has(clip.name)) edits.set(clip.node.start, replaceString(clip.node, name));
    else for (const edit of addClip(comp, name)) edits.set(edit.range.start, edit);
  }
  return [...edits.values()];
}

function addClip(comp: Comp, name: string): readonly TextEdit[] {
  const table = comp.root && tableNamed(comp.root, 'OutputClips');
  return table === undefined ? [] : insertEntry(comp.text, table, quote(name));
}
