import { KNOWN_GLOBALS } from '../../formats/comp/expressions/known-globals.ts';
import type { Mention } from './comp-index.ts';

/** Words that Lua keeps for itself. */
const LUA_WORDS: ReadonlySet<string> = new Set(
  'and break do else elseif end false for function if in local nil not or repeat return then true until while'.split(
    ' ',
  ),
);

/** What an expression takes for one name; Fusion allows letters of every script. */
const EXPRESSION_NAME = /^[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*$/;

/** Why a tool that is mentioned in these places cannot have a name, in one sentence; absent where it can. */
export function whyNoToolName(name: string, mentions: readonly Mention[]): string | undefined {
  if (name === '') return 'A tool needs a name.';
  if (/[\p{Cc}\u2028\u2029]/u.test(name)) return 'The name of a tool is one line without control characters.';
  if (LUA_WORDS.has(name)) return `${name} is a word of Lua and cannot be the name of a tool.`;
  for (const { place } of mentions) {
    if (place.kind === 'expression') {
      const { name: speaker } = place.tool;
      if (!EXPRESSION_NAME.test(name)) return `An expression of ${speaker} names this tool: use letters, digits and _.`;
      if (KNOWN_GLOBALS.has(name)) return `In an expression of ${speaker}, ${name} means something else.`;
    }
    if (place.kind === 'script' && place.isWord && !EXPRESSION_NAME.test(name)) {
      return `A script of ${place.tool.name} names this tool: use letters, digits and _.`;
    }
    if (place.kind === 'script' && /["'\\\]]/.test(name)) {
      return `A script of ${place.tool.name} names this tool: leave out quotes, brackets and backslashes.`;
    }
  }
  return undefined;
}
