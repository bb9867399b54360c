import type { ToolBody } from '../../formats/comp/model.ts';

/** A text between double quotes, as Fusion writes them. */
const QUOTED = /"(?:[^"\\\n]|\\.)*"/g;

const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;

/** What stands between quotes as one word alone is a name that is followed, or a choice. */
const ONE_WORD = /^"[\w ]*"$/;

/**
 * Every word in the expressions, scripts and other longer texts of a tool, in one list: a script may reach a tool by its
 * name (`comp:FindTool("Merge1")`) although nothing connects the two. The text is searched as it stands. Nothing for a
 * tool without such texts.
 */
export function* wordsOf({ table }: ToolBody, text: string): Generator<readonly string[]> {
  const words = new Set<string>();
  for (const [quoted] of text.slice(table.start, table.end).matchAll(QUOTED)) {
    if (ONE_WORD.test(quoted)) continue;
    for (const word of quoted.match(WORD) ?? []) words.add(word);
  }
  if (words.size > 0) yield [...words];
}
