import type { Terminal } from '../terminal.ts';

/** So many items are written at once. */
const AT_ONCE = 10_000;

/** Writes items one line each, and waits where the reader is slower. */
export async function writeLines(terminal: Terminal, lines: Iterable<string>): Promise<void> {
  for (const part of joined(lines, '\n')) {
    terminal.out(`${part}\n`);
    await terminal.room();
  }
}

/** Writes `{ ...head, [key]: [items] }` as one JSON document without holding it; the items are JSON already. */
export async function writeJsonList(
  terminal: Terminal,
  head: Readonly<Record<string, string | number>>,
  key: string,
  items: Iterable<string>,
): Promise<void> {
  const start = JSON.stringify(head, undefined, 2).slice(0, -2);
  let before = `${start},\n  ${JSON.stringify(key)}: [`;
  for (const part of joined(items, ', ')) {
    terminal.out(`${before}${part}`);
    await terminal.room();
    before = ', ';
  }
  terminal.out(`${before === ', ' ? '' : before}]\n}\n`);
}

function* joined(items: Iterable<string>, separator: string): Generator<string> {
  let part: string[] = [];
  for (const item of items) {
    if (part.push(item) < AT_ONCE) continue;
    yield part.join(separator);
    part = [];
  }
  if (part.length > 0) yield part.join(separator);
}
