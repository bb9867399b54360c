import { expect, test } from 'vitest';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import { CompIndex } from '../../../../../server/language/fusion-comp/comp-index.ts';
import { FeedsCheck } from '../../../../../server/language/fusion-comp/completion/feeds-check.ts';

/** The names of the tools that `name` feeds, itself among them. */
function fedBy(name: string, tools: string): readonly string[] {
  const comp = parseComp(`Composition { Tools = { ${tools} } }`);
  const tool = comp.flow.byName.get(name);
  if (tool === undefined) throw new Error(`${name} is not there`);
  const check = new FeedsCheck(new CompIndex(comp), tool);
  return comp.tools.filter((other) => check.isFed(other)).map((other) => other.name);
}

function fed(name: string, ...sources: readonly string[]): string {
  const inputs = sources.map((source, index) => `I${index} = Input { SourceOp = "${source}", Source = "Output" },`);
  return `${name} = Merge { Inputs = { ${inputs.join(' ')} } },`;
}

test.each<[string, string, readonly string[]]>([
  ['a chain', fed('A') + fed('B', 'A') + fed('C', 'B') + fed('D'), ['A', 'B', 'C']],
  ['two ways', fed('A') + fed('B', 'X', 'A') + fed('C', 'X', 'Y') + fed('D', 'C', 'B'), ['A', 'B', 'D']],
  ['a cycle that is there already', fed('A', 'C') + fed('B', 'A') + fed('C', 'B'), ['A', 'B', 'C']],
  ['a cycle beside it', fed('A') + fed('X', 'Y') + fed('Y', 'X'), ['A']],
  [
    'through a group',
    `${fed('A')} G = GroupOperator {
      Inputs = { Input1 = InstanceInput { SourceOp = "M", Source = "I0" } },
      Outputs = { Output1 = InstanceOutput { SourceOp = "M", Source = "Output" } },
      Tools = { ${fed('M', 'A')} },
    }, ${fed('B', 'G')}`,
    ['A', 'G', 'M', 'B'],
  ],
  [
    'not through what a group publishes',
    `${fed('A')} G = GroupOperator { Inputs = { Input1 = InstanceInput { SourceOp = "A", Source = "I0" } } },`,
    ['A'],
  ],
])('%s', (_name, tools, expected) => {
  expect(fedBy('A', tools)).toEqual(expected);
});

test('a chain of thousands of tools', () => {
  const tools = Array.from({ length: 5_000 }, (_, index) => fed(`T${index}`, `T${index - 1}`)).join('\n');
  expect(fedBy('T4000', tools)).toHaveLength(1_000);
});
