import fc from 'fast-check';

const NAMES = ['A', 'B', 'Blur1', 'Merge1', '目パチ', 'My Tool'];
const name = fc.constantFrom(...NAMES);

function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `["${name}"]`;
}

const source = name.map((it) => `In = Input { SourceOp = "${it}", Source = "Output" }`);
const published = name.map((it) => `Pub = InstanceInput { SourceOp = "${it}", Source = "In" }`);
const expression = fc
  .constantFrom('A', 'B', 'Blur1', '目パチ')
  .map((it) => `Size = Input { Expression = "iif(time > 1, ${it}.Size, comp.${it}.Size) .. \\"a\\" .. ${it}.Name" }`);
const found = name.map((it) => `Script = Input { Value = "comp:FindTool(\\"${it}\\")" }`);

const input = fc.oneof(source, source, published, expression, found);

const plain = fc.record({
  name,
  inputs: fc.array(input, { maxLength: 3 }),
  instanceOf: fc.option(name, { nil: undefined }),
});

type Plain = { name: string; inputs: string[]; instanceOf: string | undefined };

function toolText({ name, inputs, instanceOf }: Plain, inner: string): string {
  const instance = instanceOf === undefined ? '' : ` SourceOp = "${instanceOf}",`;
  return `${key(name)} = Blur {${instance} Inputs = { ${inputs.join(', ')} }${inner} }`;
}

/** Tools whose names are unique in their scope. */
function unique<Value extends { name: string }>(value: fc.Arbitrary<Value>, maxLength: number): fc.Arbitrary<Value[]> {
  return fc.uniqueArray(value, { selector: (tool) => tool.name, maxLength });
}

const group = fc.record({ head: plain, members: unique(plain, 3), output: name }).map(({ head, members, output }) => ({
  name: head.name,
  text: toolText(
    head,
    `, Outputs = { Out = InstanceOutput { SourceOp = "${output}", Source = "Output" } }, Tools = ordered() { ${members
      .map((member) => toolText(member, ''))
      .join(', ')} }`,
  ),
}));
const single = plain.map((tool) => ({ name: tool.name, text: toolText(tool, '') }));

/** Settings whose tools name each other in every way there is, in groups and outside. */
export const flowText: fc.Arbitrary<string> = fc
  .record({ tools: unique(fc.oneof(group, single), 5), active: name })
  .map(
    ({ tools, active }) =>
      `{ Tools = ordered() { ${tools.map(({ text }) => text).join(', ')} }, ActiveTool = "${active}" }`,
  );

/** Names to give to tools of `flowText`, taken and free. */
export const newName: fc.Arbitrary<string> = fc.oneof(name, fc.constantFrom('C', 'say "hi"', 'x\\y', "it's"));
