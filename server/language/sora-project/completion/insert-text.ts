import type { InsertText, TabStop } from '../../answers/completion.ts';

const STOP = /\$(\d+)|\$\{(\d+)(?::((?:[^\\}]|\\.)*))?\}|\\([\\$}])/g;

/** A snippet of the protocol as a text with places where the user goes on typing; the last of them, `$0`, is its end. */
export function readSnippet(snippet: string): InsertText {
  const parts: (string | TabStop)[] = [];
  let words = '';
  let end = 0;
  for (const match of snippet.matchAll(STOP)) {
    const [whole, bare, number, placeholder, escaped] = match;
    words += snippet.slice(end, match.index);
    end = match.index + whole.length;
    if (escaped !== undefined) words += escaped;
    else if ((bare ?? number) !== '0') {
      parts.push(words, { placeholder: (placeholder ?? '').replace(/\\([\\$}])/g, '$1') });
      words = '';
    }
  }
  return [...parts, words + snippet.slice(end)].filter((part) => part !== '');
}
