import type { TextRange } from '../../formats/text/range.ts';
import type { YamlNode } from '../../formats/yaml/yaml-node.ts';
import type { YamlText } from '../../formats/yaml/yaml-text.ts';
import type { Fold } from '../answers/folding.ts';
import type { Pausing } from '../pausing.ts';

/** The maps, lists, texts and comments that go over several lines. */
export function* yamlFolds(yaml: YamlText): Pausing<Fold> {
  if (yaml.root !== undefined) yield* inside(yaml.text, yaml.root, 0);
  yield* commentFolds(yaml);
}

function* inside(text: string, node: YamlNode, depth: number): Generator<Fold | undefined> {
  const pairs = node.kind === 'map' ? node.pairs : [];
  for (const { key, value } of pairs) {
    yield foldOf(text, key.range.end, value, depth);
    yield* inside(text, value, depth + 1);
  }
  for (const item of node.kind === 'list' ? node.items : []) {
    yield foldOf(text, item.range.start, item, depth);
    yield* inside(text, item, depth + 1);
  }
  yield undefined;
}

/** What stands between brackets, or the lines of a block after the one that it begins on. */
function foldOf(text: string, start: number, node: YamlNode, depth: number): Fold | undefined {
  const isFlow = (node.kind === 'map' || node.kind === 'list') && node.isFlow;
  const from = isFlow ? node.range.start + 1 : start;
  const end = isFlow ? node.range.end - 1 : trimmedEnd(text, node.range);
  if (!breaksLine(text, from, end)) return undefined;
  return { kind: isFlow ? 'table' : 'block', start: from, end, depth };
}

function* commentFolds({ text, comments }: YamlText): Generator<Fold | undefined> {
  let first: TextRange | undefined;
  let last: TextRange | undefined;
  for (const comment of comments) {
    if (!isAlone(text, comment.start)) continue;
    const isNext = last !== undefined && /^(?:\r\n|\n|\r)[ \t]*$/.test(text.slice(last.end, comment.start));
    if (!isNext) {
      yield runOf(first, last);
      first = comment;
    }
    last = comment;
  }
  yield runOf(first, last);
}

function runOf(first: TextRange | undefined, last: TextRange | undefined): Fold | undefined {
  if (first === undefined || last === undefined || first === last) return undefined;
  return { kind: 'comment', start: first.start, end: last.end, depth: 0 };
}

/** True where nothing but blanks stands before `offset` on its line. */
function isAlone(text: string, offset: number): boolean {
  return /(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, offset - 200), offset));
}

function breaksLine(text: string, start: number, end: number): boolean {
  const at = text.indexOf('\n', start);
  return at !== -1 && at < end;
}

/** Texts over several lines end with the line's end after them. */
function trimmedEnd(text: string, { start, end }: TextRange): number {
  let at = end;
  while (at > start && /\s/.test(text.charAt(at - 1))) at -= 1;
  return at;
}
