import type { TableNode } from '../../formats/comp/nodes.ts';
import { fusionRegistry } from '../../formats/comp/registry/fusion-registry.ts';
import { CONSTRUCTORS } from '../../formats/comp/vocabulary/constructors.ts';
import { TOOL_FIELDS } from '../../formats/comp/vocabulary/tool-fields.ts';
import type { Fix, Observation, ToolCheck } from '../check.ts';
import { Spelling } from './spelling.ts';

const constructors = new Spelling(() => CONSTRUCTORS.keys());

/** `FuId { ... }`: a misspelt constructor, with which Fusion cannot read the value. */
export const unknownConstructor: ToolCheck = {
  code: 'unknown-constructor',
  title: 'The constructor of a value is misspelt.',
  defaultSeverity: 'error',
  concerns: ({ traits }) => traits.hasOddConstructor,
  run(tool) {
    return inTable(tool.table);
  },
};

function isKnown(name: string): boolean {
  return CONSTRUCTORS.has(name) || fusionRegistry.hasId(name);
}

function insertEquals(offset: number): Fix {
  return { title: 'Insert `=`', edits: [{ range: { start: offset, end: offset }, newText: ' =' }], preferred: true };
}

function* inTable(table: TableNode): Generator<Observation> {
  for (const { key, value } of table.entries) {
    if (value?.kind !== 'table' || key?.name === 'Tools') continue;
    const { constructorName: name, constructorRange: range } = value;
    if (name !== undefined && range !== undefined && !isKnown(name)) {
      if (key === undefined && TOOL_FIELDS.has(name)) {
        yield { message: `\`=\` is missing after \`${name}\`.`, range, fixes: [insertEquals(range.end)] };
        continue;
      }
      const meant = constructors.meant(name);
      if (meant !== undefined) {
        yield {
          message: `"${name}" is no constructor of Fusion. Did you mean ${meant}?`,
          range,
          fixes: [{ title: `Change to ${meant}`, edits: [{ range, newText: meant }], preferred: true }],
        };
      }
    }
    yield* inTable(value);
  }
}
