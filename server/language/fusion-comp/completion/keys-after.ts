import type { CursorContext } from '../../../formats/comp/cursor-context.ts';
import { cursorTokens } from '../../../formats/comp/cursor-tokens.ts';
import type { Comp } from '../../../formats/comp/model.ts';
import { unescapeQuoted } from '../../../formats/comp/quoted-string.ts';

/** So much of the text after the cursor is looked at; UTF-16 code units. */
const LOOK_AHEAD = 32_768;

/** The keys that follow the cursor in its own table. */
export function keysAfter(comp: Comp, { word }: CursorContext): readonly string[] {
  const text = comp.slice(word.end, word.end + LOOK_AHEAD);
  const keys: string[] = [];
  let depth = 0;
  let last = '';
  for (const { kind, start, end } of cursorTokens(text)) {
    const image = text.slice(start, end);
    if (image === '{') depth += 1;
    else if (image === '}') depth -= 1;
    if (depth < 0) break;
    if (depth > 0) continue;
    if (image === '=' && last !== '') keys.push(last);
    if (kind === 'string') last = unescapeQuoted(image.slice(1, -1));
    else if (kind === 'name') last = image;
    else if (image !== ']') last = '';
  }
  return keys;
}
