import type { YamlNode } from '../yaml-node.ts';
import type { YamlText } from '../yaml-text.ts';

/** Whether two texts say the same: values, keys in their order, anchors, aliases, and the words of all comments. */
export function saysTheSame(one: YamlText, other: YamlText): boolean {
  if (one.faults.length !== other.faults.length || one.comments.length !== other.comments.length) return false;
  const sameComments = one.comments.every((range, index) => {
    const second = other.comments[index];
    return second !== undefined && slice(one, range) === slice(other, second);
  });
  if (!sameComments || one.root === undefined || other.root === undefined)
    return sameComments && one.root === other.root;
  return isSame(one.root, other.root);
}

function slice({ text }: YamlText, { start, end }: YamlNode['range']): string {
  return text.slice(start, end).trimEnd();
}

function isSame(one: YamlNode, other: YamlNode): boolean {
  if (one.anchor?.name !== other.anchor?.name) return false;
  if (one.kind === 'scalar')
    return other.kind === 'scalar' && Object.is(one.value, other.value) && one.style === other.style;
  if (one.kind === 'alias') return other.kind === 'alias' && one.name === other.name;
  if (one.kind === 'list') return other.kind === 'list' && areSame(one.items, other.items);
  return (
    other.kind === 'map' &&
    areSame(
      one.pairs.map(({ key }) => key),
      other.pairs.map(({ key }) => key),
    ) &&
    areSame(
      one.pairs.map(({ value }) => value),
      other.pairs.map(({ value }) => value),
    )
  );
}

function areSame(one: readonly YamlNode[], other: readonly YamlNode[]): boolean {
  return one.length === other.length && one.every((node, index) => isSame(node, other[index] ?? node));
}
