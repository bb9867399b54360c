import type { TextEdit } from '../text/range.ts';
import type { SoraProject } from './project.ts';

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/**
 * The edits that write a project as the desktop application does: two blanks for each step, one key or element on a
 * line, nothing escaped that need not be (Python's `json.dump` with `indent=2, ensure_ascii=False`). Keys stay in their
 * order and numbers as they are written. Nothing of a text that is no JSON. `undefined` comes where the work may pause.
 */
export function* formatProject({ text, tree }: SoraProject): Generator<TextEdit | undefined> {
  if (tree.root === undefined || tree.faults.length > 0) return;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  let depth = 0;
  let before = '';
  let end = text.startsWith('\ufeff') ? 1 : 0;
  let count = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    const start = match.index;
    const isClosing = token === '}' || token === ']';
    if (isClosing) depth -= 1;
    const wanted = before === '' ? '' : blanksBetween(before, isClosing, `${lineEnd}${'  '.repeat(depth)}`);
    if (text.slice(end, start) !== wanted) yield { range: { start: end, end: start }, newText: wanted };
    if (token.startsWith('"')) {
      const written = JSON.stringify(JSON.parse(token));
      if (written !== token) yield { range: { start, end: start + token.length }, newText: written };
    }
    if (token === '{' || token === '[') depth += 1;
    before = token;
    end = start + token.length;
    count += 1;
    if (count % 1_000 === 0) yield undefined;
  }
  const rest = text.slice(end);
  const wanted = rest === '' ? '' : lineEnd;
  if (rest !== wanted) yield { range: { start: end, end: text.length }, newText: wanted };
}

function blanksBetween(before: string, isClosing: boolean, newLine: string): string {
  const isOpened = before === '{' || before === '[';
  if (isOpened && isClosing) return '';
  if (isOpened || isClosing || before === ',') return newLine;
  return before === ':' ? ' ' : '';
}
