import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryNode, TableNode } from '../../../../server/formats/comp/nodes.ts';
import { createCompParser, parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import type { TextRange } from '../../../../server/formats/text/range.ts';
import { describeFlow } from './describe-tree.ts';
import { compText, tokenSoup } from './generate-comp.ts';

function expectInside(inner: TextRange, outer: TextRange): void {
  expect(inner.start).toBeLessThanOrEqual(inner.end);
  expect(inner.start).toBeGreaterThanOrEqual(outer.start);
  expect(inner.end).toBeLessThanOrEqual(outer.end);
}

function expectTableInOrder(table: TableNode): void {
  let last = table.start;
  for (const entry of table.entries) {
    expectInside(entry, table);
    expect(entry.start).toBeGreaterThanOrEqual(last);
    last = entry.end;
    expectEntryInOrder(entry);
  }
}

function expectEntryInOrder(entry: EntryNode): void {
  const { key, value } = entry;
  if (key !== undefined) {
    expectInside(key, entry);
    expectInside(key.nameRange, key);
  }
  if (value === undefined) return;
  expectInside(value, entry);
  if (value.kind === 'string') expectInside(value.contentRange, value);
  if (value.kind === 'table') expectTableInOrder(value);
}

/** Reads a text and holds the result against what is promised for every text. */
function expectSound(text: string): void {
  const whole = { start: 0, end: text.length };
  const comp = parseComp(text);
  if (comp.root !== undefined) {
    expectInside(comp.root, whole);
    expectTableInOrder(comp.root);
  }
  for (const error of comp.errors) expectInside(error.range, whole);
  for (const tool of comp.tools) expectInside(tool.nameRange, tool.entry);
  if (comp.root === undefined) expect(comp.errors).not.toEqual([]);
}

describe('any text gives a tree whose ranges lie inside one another', () => {
  test('tokens in any order', () => {
    fc.assert(fc.property(tokenSoup, expectSound), { numRuns: 1500 });
  });

  test('tokens in any order inside a composition', () => {
    fc.assert(
      fc.property(tokenSoup, (text) => expectSound(`Composition { Tools = { ${text} } }`)),
      { numRuns: 1500 },
    );
  });

  test('any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), expectSound));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expectSound(`{${text}`)));
  });

  test('a comp with a piece taken out, put in twice, or cut off', () => {
    fc.assert(
      fc.property(compText, fc.nat(), fc.nat({ max: 30 }), (text, place, length) => {
        const at = place % text.length;
        expectSound(text.slice(0, at) + text.slice(at + length));
        expectSound(text.slice(0, at + length) + text.slice(at));
        expectSound(text.slice(0, at));
      }),
      { numRuns: 300 },
    );
  });
});

test('what Fusion writes is read without an error', () => {
  fc.assert(
    fc.property(compText, (text) => {
      expect(parseComp(text).errors).toEqual([]);
    }),
  );
});

test('one parser reads one text after the other', () => {
  const parse = createCompParser();
  expect(parse('{ Tools = { A = Blur { ').errors).toHaveLength(1);
  expect(parse('{ Tools = { A = Blur { } } }').errors).toEqual([]);
  expect(describeFlow(parse('Composition { Tools = { B = Merge { } } }'))).toBe('B:Merge');
});

describe('every tool before a cut is kept', () => {
  const text =
    'Composition {\n\tTools = {\n\t\tA = Blur {\n\t\t\tX = 1,\n\t\t},\n\t\tB = Merge {\n\t\t\tInputs = {\n\t\t\t\tC = Input { Value = "x", },\n';

  test.each(Array.from({ length: 20 }, (_, index) => text.length - index))('cut at %i', (end) => {
    const comp = parseComp(text.slice(0, end));
    expect(describeFlow(comp)).toBe('A:Blur B:Merge');
    expect(comp.cutOff).toBe(true);
    expect(comp.errors.length).toBeGreaterThan(0);
  });
});

describe('work on garbage does not grow faster than the garbage', () => {
  // Each of these would overflow the stack, or run for hours, if the work per token grew with the text.
  test.each([
    ['opening braces', 'Composition {', '{'],
    ['opening braces on lines', 'Composition {', '{\n'],
    ['tables in tables', 'Composition {', 'A={'],
    ['closing braces', 'Composition {', '}'],
    ['closing braces on lines', 'Composition {\n\tA = {\n', '}\n\t'],
    ['quotes', '{ A = ', '"'],
    ['quotes and backslashes', '{ A = ', '"\\'],
    ['backslashes', '{ "', '\\'],
    ['long brackets', '{ A = ', '[['],
    ['comments that never end', '{ A = 1 ', '\n--[['],
    ['comments that never end, before anything', '', '--[[\n'],
    ['NULs', '{ A = 1 ', '\0 a'],
    ['lost characters', '{ ', '\ufffd\n'],
    ['equals signs', '{ ', '= '],
    ['dots', '{ a', '.a'],
    ['commas', '{ ', ','],
    ['blanks', '{ ', '    '],
    ['words', '{ ', 'word\n'],
  ])('%s', (_name, head, piece) => {
    const comp = parseComp(head + piece.repeat(200_000));
    expect(comp.errors.length).toBeGreaterThan(0);
    expect(comp.errors.length).toBeLessThanOrEqual(100);
  });

  test('nesting is read to a depth, and said to be cut there', () => {
    const deep = (depth: number) => parseComp(`{ ${'A = { '.repeat(depth)}${'} '.repeat(depth)}}`);
    expect(deep(90).errors).toEqual([]);
    expect(
      deep(5000)
        .errors.map((error) => error.message)
        .join(),
    ).toMatch(/more than 100 deep/);
  });

  test('groups deeper than that do not exhaust the stack of a parser that has just begun', () => {
    const group = 'Tools = ordered() { G = GroupOperator { ';
    expect(createCompParser()(`{ ${group.repeat(300)}x${' } }'.repeat(300)} }`).tools).toHaveLength(50);
  });
});
