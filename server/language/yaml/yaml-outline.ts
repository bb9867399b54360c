import { resolved, type YamlNode } from '../../formats/yaml/yaml-node.ts';
import type { YamlText } from '../../formats/yaml/yaml-text.ts';
import type { OutlineItem, OutlineKind } from '../language-support.ts';
import type { Pausing } from '../pausing.ts';

/** The most characters of a value that an outline shows. */
const LONGEST_DETAIL = 60;

/** The keys of a document, each with its value, and the items of its lists. */
export function yamlOutline({ root }: YamlText): Pausing<OutlineItem> {
  return root === undefined ? [] : inside(root, 0);
}

function* inside(node: YamlNode, depth: number): Generator<OutlineItem | undefined> {
  if (node.kind === 'map') {
    for (const { key, name, value, range } of node.pairs) {
      yield { ...about(value), name: name ?? '', range, nameRange: key.range, depth };
      yield* inside(value, depth + 1);
    }
  } else if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) {
      const name = item.kind === 'map' ? nameOfItem(item) : undefined;
      yield { ...about(item), name: name ?? String(index + 1), range: item.range, nameRange: item.range, depth };
      yield* inside(item, depth + 1);
    }
  }
  yield undefined;
}

/** What a map in a list is called, where its first key says so. */
function nameOfItem({ pairs }: YamlNode & { readonly kind: 'map' }): string | undefined {
  const [first] = pairs;
  const value = first?.value.kind === 'scalar' ? first.value.value : undefined;
  return first?.name === undefined || value === undefined || value === null ? undefined : `${first.name}: ${value}`;
}

function about(node: YamlNode): { readonly kind: OutlineKind; readonly detail: string } {
  const anchor = node.anchor === undefined ? '' : `&${node.anchor.name}`;
  if (node.kind === 'alias') return { kind: kindOf(resolved(node)), detail: `*${node.name}` };
  const text = node.kind === 'scalar' ? shortened(String(node.value ?? '')) : anchor;
  return { kind: kindOf(node), detail: text };
}

function kindOf(node: YamlNode | undefined): OutlineKind {
  if (node?.kind === 'map') return 'section';
  return node?.kind === 'list' ? 'list' : 'value';
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_DETAIL ? line : `${line.slice(0, LONGEST_DETAIL)}…`;
}
