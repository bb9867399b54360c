import { expect, test } from 'vitest';
import { plainValue } from '../../../../server/formats/yaml/plain-value.ts';
import { parseYaml } from '../../../../server/formats/yaml/yaml-text.ts';

function valueIn(text: string): unknown {
  const plain = plainValue(parseYaml(text));
  return 'fault' in plain ? plain.fault.message : plain.value;
}

test.each([
  ['', null],
  ['a: [1, x, true, ~, 0x10, "2"]', { a: [1, 'x', true, null, 16, '2'] }],
  ['a: &x { b: 1 }\nc: *x', { a: { b: 1 }, c: { b: 1 } }],
  ['a: &x { b: 1, c: 2 }\nd: { <<: *x, c: 3 }', { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
  ['a: { <<: [{ b: 1 }, { b: 2, c: 2 }] }', { a: { b: 1, c: 2 } }],
  ['a: 1\na: 2', { a: 2 }],
  ['1001: x\nnull: y', { '1001': 'x', '': 'y' }],
  ['a: yes\nb: nan\nc: 1_000', { a: 'yes', b: 'nan', c: '1_000' }],
  ['a: &x [*x]', '"*x" repeats what it is itself a part of.'],
])('%j', (text, value) => {
  expect(valueIn(text)).toEqual(value);
});

test('a key that every object has is a key like any other', () => {
  expect(Object.keys(Object(valueIn('__proto__: 1\nconstructor: 2\n')))).toEqual(['__proto__', 'constructor']);
});

/** Each line repeats the one before it so many times. */
function bomb(lines: number): string {
  const repeated = (name: string) => Array.from({ length: 10 }, () => `*${name}`).join(', ');
  const rest = Array.from({ length: lines }, (_, at) => `a${at + 1}: &a${at + 1} [${repeated(`a${at}`)}]\n`);
  return `a0: &a0 [x]\n${rest.join('')}`;
}

test('aliases that multiply are refused where there are too many, whatever they would make', () => {
  expect(valueIn(bomb(3))).toHaveProperty('a3');
  expect(valueIn(bomb(200))).toMatch(/repeat more than 100000 values/);
});

test('many aliases that do not multiply are not', () => {
  expect(valueIn(`a: &x 1\nb: [${'*x, '.repeat(40_000)}]`)).toHaveProperty('b.39999', 1);
});
