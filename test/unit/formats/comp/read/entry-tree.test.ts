import { expect, test } from 'vitest';
import { Entry } from '../../../../../server/formats/comp/read/entry.ts';
import { EntryTree, NAME_KEY, NUMBER_VALUE, TABLE_VALUE } from '../../../../../server/formats/comp/read/entry-tree.ts';

/** Adds a table with so many values in it. */
function addTable(tree: EntryTree, values: number): number {
  const table = tree.add();
  for (let value = 0; value < values; value += 1) tree.setValue(tree.add(), NUMBER_VALUE, value, value + 1);
  tree.setTable(table, 0, 0, -1, 0, 9, 10);
  return table;
}

/** How many entries each entry of a table has. */
const countsIn = (tree: EntryTree, table: number) =>
  new Entry(tree, table).entries.map(({ entries }) => entries.length);

test('what is added before a table is set is in it, and what comes after is not', () => {
  const tree = new EntryTree();
  const outer = tree.add();
  for (const values of [0, 3, 200, 1]) addTable(tree, values);
  tree.setTable(outer, 5, 2, 9, 9, -1, 12);
  const behind = addTable(tree, 7);
  expect(countsIn(tree, outer)).toEqual([0, 3, 200, 1]);
  expect(tree.after(outer)).toBe(behind);
  expect([tree.hasEntries(outer), tree.hasEntries(outer + 1)]).toEqual([true, false]);
  expect([tree.valueKind(outer), tree.knownType(outer)]).toEqual([TABLE_VALUE, 5]);
  expect([tree.constructorEnd(outer), tree.open(outer), tree.close(outer), tree.end(outer)]).toEqual([9, 9, -1, 12]);
});

test('a key and a value stand in one entry', () => {
  const tree = new EntryTree();
  const entry = tree.add();
  tree.setKey(entry, NAME_KEY, 1023, 3, 7, 4, 6);
  tree.setValue(entry, NUMBER_VALUE, 10, 12);
  expect([tree.keyKind(entry), tree.knownKey(entry), tree.valueKind(entry)]).toEqual([NAME_KEY, 1023, NUMBER_VALUE]);
  expect([tree.start(entry), tree.keyEnd(entry), tree.nameStart(entry), tree.nameEnd(entry)]).toEqual([3, 7, 4, 6]);
  expect([tree.valueStart(entry), tree.valueEnd(entry), tree.end(entry)]).toEqual([10, 12, 12]);
  tree.setEnd(entry, 14);
  expect([tree.end(entry), tree.hasKey(entry)]).toEqual([14, true]);
  tree.setLostTools(entry);
  expect([tree.hasKey(entry), tree.valueKind(entry)]).toEqual([false, NUMBER_VALUE]);
});

test('a copy stays when the entries are forgotten and others are added', () => {
  const tree = new EntryTree();
  const table = addTable(tree, 100);
  const copy = tree.copy();
  tree.release(table);
  addTable(tree, 2);
  expect(new Entry(copy, table).entries).toHaveLength(100);
  expect(new Entry(tree, table).entries).toHaveLength(2);
  expect([tree.count, copy.count]).toEqual([3, 101]);
});
