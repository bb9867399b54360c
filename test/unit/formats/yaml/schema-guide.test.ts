import { expect, test } from 'vitest';
import * as z from 'zod';
import type { ValueGuide } from '../../../../server/formats/yaml/guide.ts';
import { valueGuideAt } from '../../../../server/formats/yaml/schema-guide.ts';
import type { YamlPath } from '../../../../server/formats/yaml/yaml-node.ts';

const schema = z.strictObject({
  version: z.literal(1).describe('The version.'),
  rate: z.number().positive().optional().describe('Frames per second.'),
  count: z.int().default(10),
  on: z.boolean().nullable().default(false),
  kind: z.enum(['a', 'b']).describe('Which.').optional(),
  steps: z.record(z.string(), z.strictObject({ name: z.string().describe('Its name.') })).default({}),
  severities: z.record(z.enum(['x', 'y']), z.string()).optional(),
  list: z.array(z.union([z.string(), z.strictObject({ deep: z.string() })])),
  open: z.looseObject({}),
});

function at(path: YamlPath): ValueGuide | undefined {
  return valueGuideAt(schema, path);
}

test('keys come with what is required', () => {
  const keys = at([])?.keys() ?? [];
  expect(keys.map(({ name, isRequired }) => (isRequired ? `${name}!` : name))).toEqual(
    'version! rate count on kind steps severities list! open!'.split(' '),
  );
  expect(at([])?.isOpen).toBe(false);
});

test.each([
  [['version'], { shapes: ['a whole number'], description: 'The version.', choices: [{ value: 1 }] }],
  [['rate'], { shapes: ['a number'], description: 'Frames per second.', choices: [] }],
  [['count'], { shapes: ['a whole number'], standard: 10 }],
  [['on'], { shapes: ['true or false', 'nothing'], standard: false, choices: [{ value: true }, { value: false }] }],
  [['kind'], { shapes: ['text'], description: 'Which.', choices: [{ value: 'a' }, { value: 'b' }] }],
  [['steps', 'COMP', 'name'], { description: 'Its name.' }],
  [['steps'], { isOpen: true }],
  [['list', 3], { shapes: ['text', 'keys and values'] }],
  [['list', 3, 'deep'], { shapes: ['text'] }],
  [['open'], { isOpen: true }],
])('%j', (path, expected) => {
  expect(at(path)).toMatchObject(expected);
});

test('the keys of a record are those of its enumeration', () => {
  expect(
    at(['severities'])
      ?.keys()
      .map(({ name }) => name),
  ).toEqual(['x', 'y']);
});

test.each([[['nowhere']], [['rate', 'x']], [['list', 'x']], [['constructor']]])('nothing is known of %j', (path) => {
  expect(at(path)).toBeUndefined();
});
