import { expect, test } from 'vitest';
import { pairOf, pairsOf } from '../../../../server/formats/yaml/map-index.ts';
import { resolved, type YamlMap } from '../../../../server/formats/yaml/yaml-node.ts';
import { parseYaml } from '../../../../server/formats/yaml/yaml-text.ts';

/** The last map at the top of a text, with the values of scalars by their names. */
function lastMap(text: string): YamlMap {
  const { root } = parseYaml(text);
  const map = root?.kind === 'map' ? resolved(root.pairs.at(-1)?.value) : undefined;
  if (map?.kind !== 'map') throw new Error('There is no map at the end of the text.');
  return map;
}

const scalarOf = (map: YamlMap, name: string): unknown => {
  const node = pairOf(map, name)?.value;
  return node?.kind === 'scalar' ? node.value : node?.kind;
};

test.each([
  ['its own', 'm: { x: 1, y: 2 }', { x: 1, y: 2 }],
  ['of several of a name the last', 'm:\n  x: 1\n  x: 2', { x: 2 }],
  ['what it takes over, its own first', 'a: &a { x: 1, y: 2 }\nm: { <<: *a, y: 3 }', { x: 1, y: 3 }],
  [
    'of several that it takes over the first',
    'a: &a { x: 1 }\nb: &b { x: 2, y: 2 }\nm: { <<: [*a, *b] }',
    { x: 1, y: 2 },
  ],
  ['what these take over', 'a: &a { x: 1, y: 1 }\nb: &b { <<: *a, x: 2 }\nm: { <<: *b }', { x: 2, y: 1 }],
  ['nothing of what is no map', 'a: &a 1\nm: { <<: *a, x: 1 }', { x: 1 }],
])('a map has %s', (_name, text, expected) => {
  const map = lastMap(text);
  const names = pairsOf(map).map(({ name = '' }) => name);
  expect(Object.fromEntries(names.map((name) => [name, scalarOf(map, name)]))).toEqual(expected);
  expect(pairOf(map, 'none')).toBeUndefined();
});

test('maps that take one another over ten times each are each looked into once', () => {
  // Without that there are 10 000 000 000 ways.
  const level = (at: number): string => `a${at}: &a${at} { <<: [${`*a${at - 1}, `.repeat(10)}], k${at}: ${at} }\n`;
  const text = `a0: &a0 { k0: 0 }\n${Array.from({ length: 10 }, (_, at) => level(at + 1)).join('')}`;
  const map = lastMap(text);
  expect(pairOf(map, 'none')).toBeUndefined();
  expect(pairsOf(map).map(({ name }) => name)).toEqual(Array.from({ length: 11 }, (_, at) => `k${at}`));
});

test('a map that takes itself over has an end', () => {
  const map = lastMap('a: &a { x: 1, <<: *a }');
  expect([scalarOf(map, 'x'), pairOf(map, 'y')]).toEqual([1, undefined]);
});
