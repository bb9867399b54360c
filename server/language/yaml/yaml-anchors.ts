import type { TextEdit, TextRange } from '../../formats/text/range.ts';
import type { YamlNode } from '../../formats/yaml/yaml-node.ts';
import { holds } from '../../formats/yaml/yaml-places.ts';
import type { YamlText } from '../../formats/yaml/yaml-text.ts';
import type { RenameOutcome, RenameTarget } from '../answers/rename.ts';
import type { Definition, Occurrence } from '../language-support.ts';

/** What a new name of an anchor may be made of: PyYAML, by which Ramses reads specs, knows no other letters. */
const NAME = /^[\w-]+$/;

/** A mention of an anchor, and the value that has it. */
interface Mention {
  /** With its `&` or `*`. */
  readonly whole: TextRange;
  /** Without it. */
  readonly range: TextRange;
  readonly name: string;
  /** Absent for an alias that repeats nothing. */
  readonly target: YamlNode | undefined;
}

/** The value that the alias at `offset` repeats. */
export function anchorDefinition(yaml: YamlText, offset: number): Definition | undefined {
  const mention = mentionAt(yaml, offset);
  const anchor = mention?.target?.anchor;
  if (mention?.target === undefined || anchor === undefined) return undefined;
  const { start } = anchor.range;
  const target = { start, end: Math.max(anchor.range.end, mention.target.range.end) };
  return { origin: mention.whole, target, targetName: nameIn(anchor.range) };
}

/** The anchor at `offset`, or that of the alias there, with all that repeats it. */
export function anchorOccurrences(yaml: YamlText, offset: number): readonly Occurrence[] {
  const target = mentionAt(yaml, offset)?.target;
  if (target?.anchor === undefined) return [];
  const aliases = yaml.aliases.filter((alias) => alias.target === target);
  const mentions = aliases.map(({ range }) => ({ range: nameIn(range), declaration: false }));
  return [{ range: nameIn(target.anchor.range), declaration: true }, ...mentions].sort(
    (a, b) => a.range.start - b.range.start,
  );
}

/** The name of the anchor or alias at `offset`. */
export function anchorRenameTarget(yaml: YamlText, offset: number): RenameTarget | undefined {
  const mention = mentionAt(yaml, offset);
  // Before its mark the cursor is not in the name.
  if (mention?.target === undefined || !holds(mention.range, offset)) return undefined;
  return { range: mention.range, name: mention.name };
}

/** Gives an anchor and what repeats it another name. */
export function renameAnchor(yaml: YamlText, offset: number, newName: string): RenameOutcome {
  const mention = mentionAt(yaml, offset);
  if (mention?.target === undefined) return { refusal: 'There is no anchor to be renamed here.' };
  if (!NAME.test(newName)) return { refusal: 'The name of an anchor is made of letters from A to Z, digits, _ and -.' };
  // Another anchor of that name would take the aliases after it away.
  const isTaken = yaml.anchored.some(({ anchor }) => anchor?.name === newName && newName !== mention.name);
  if (isTaken) return { refusal: `There is another anchor "&${newName}".` };
  const edits = anchorOccurrences(yaml, offset).map(({ range }): TextEdit => ({ range, newText: newName }));
  return { edits };
}

function mentionAt({ anchored, aliases }: YamlText, offset: number): Mention | undefined {
  for (const node of anchored) {
    if (node.anchor !== undefined && holds(node.anchor.range, offset)) {
      const whole = node.anchor.range;
      return { whole, range: nameIn(whole), name: node.anchor.name, target: node };
    }
  }
  const alias = aliases.find(({ range }) => holds(range, offset));
  return alias && { whole: alias.range, range: nameIn(alias.range), name: alias.name, target: alias.target };
}

function nameIn({ start, end }: TextRange): TextRange {
  return { start: start + 1, end };
}
