import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TableNode } from '../../../../../server/formats/comp/nodes.ts';
import { CompTreeReader } from '../../../../../server/formats/comp/parse-tree.ts';
import type { Entry } from '../../../../../server/formats/comp/read/entry.ts';
import { valueNode } from '../../../../../server/formats/comp/read/entry-nodes.ts';
import { entryOfNode, entryOfValue } from '../../../../../server/formats/comp/read/entry-of-node.ts';
import { NO_KEY } from '../../../../../server/formats/comp/read/entry-tree.ts';
import { QuickReader } from '../../../../../server/formats/comp/read/quick-reader.ts';
import { OwnSource } from '../../../../../server/formats/comp/read/tree-source.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../../fuzz.ts';
import { corpusFiles, corpusPresent, readCorpus } from '../../../language/corpus.ts';
import { describeValue } from '../describe-tree.ts';
import { anyText, tableText } from '../generate-table.ts';

const quick = new QuickReader();
const careful = new CompTreeReader();

/** Every offset of an entry and of what is in it, one entry a line. */
function offsetsOf({ tree, at, entries, keyKind, isTable }: Entry): string {
  const key = [tree.knownKey(at), tree.keyStart(at), tree.keyEnd(at), tree.nameStart(at), tree.nameEnd(at)];
  const table = [tree.knownType(at), tree.constructorEnd(at), tree.open(at), tree.close(at)];
  const value = [tree.valueKind(at), tree.valueStart(at), tree.valueEnd(at), tree.end(at)];
  const own = [keyKind, ...(keyKind === NO_KEY ? [] : key), ...(isTable ? table : []), ...value];
  return [own.join(' '), ...entries.map(offsetsOf)].join('\n');
}

function expectSame(text: string, entry: Entry, root: TableNode | undefined, errors: readonly unknown[]): void {
  expect(errors).toEqual([]);
  expect(offsetsOf(entry)).toBe(root && offsetsOf(entryOfValue(text, root, 0)));
  expect(describeValue(valueNode(new OwnSource(text), entry.tree, entry.at))).toBe(describeValue(root));
}

/** Whether the quick reader accepts a text; if so, the grammar has to say the same. */
function isQuick(text: string): boolean {
  const entry = quick.readFile(text);
  if (entry === undefined) return false;
  const { root, errors, cutOff } = careful.read(text);
  expect(cutOff).toBe(false);
  expectSame(text, entry, root, errors);
  return true;
}

describe('what the quick reader accepts, the grammar reads as the same tree without an error', {
  timeout: FUZZ_TIMEOUT,
}, () => {
  test('texts of all kinds', () => {
    const count = { quick: 0, sound: 0 };
    fc.assert(
      fc.property(anyText, (text) => {
        if (isQuick(text)) count.quick += 1;
        if (careful.read(text).errors.length === 0) count.sound += 1;
      }),
      { numRuns: fuzzRuns(8_000) },
    );
    console.info(
      `of ${count.sound} sound texts, most of them unlike what Fusion writes, ${count.quick} are read quickly`,
    );
    expect(count.quick).toBeGreaterThan(count.sound / 3);
  });

  test('one entry, as the text of a tool is', () => {
    let accepted = 0;
    fc.assert(
      fc.property(tableText, tableText, fc.constantFrom('', 'A = ', '["A.b"] ='), (value, other, key) => {
        for (const text of [key + value.trimEnd(), `${key}${value}${other.trimEnd()}`]) {
          const entry = text.endsWith('}') ? quick.readEntry(text) : undefined;
          if (entry === undefined) continue;
          accepted += 1;
          // On a line of its own, since the entry may end with a comment.
          const table = `{${text}\n}`;
          const { root, errors } = careful.read(table);
          expect(errors).toEqual([]);
          expect(root?.entries.map((node) => offsetsOf(entryOfNode(table, node, -1)))).toEqual([offsetsOf(entry)]);
        }
      }),
      { numRuns: fuzzRuns(4_000) },
    );
    expect(accepted).toBeGreaterThan(fuzzRuns(400));
  });

  test.skipIf(!corpusPresent)('real comps and settings: it accepts 99 in 100', () => {
    const refused = corpusFiles.filter((file) => {
      const text = readCorpus(file);
      return !isQuick(text) && careful.read(text).errors.length === 0;
    });
    console.info(`of ${corpusFiles.length} real files ${refused.length} are not read quickly: ${refused.join(', ')}`);
    expect(refused.length).toBeLessThanOrEqual(corpusFiles.length / 100);
  });
});
