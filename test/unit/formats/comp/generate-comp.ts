import fc from 'fast-check';

const name = fc.constantFrom('Merge1', 'Blur2', 'Saver1', 'Loader3', 'BG', 'Text1', 'Group1', 'Wireless1');
const id = fc.constantFrom('Merge', 'Blur', 'Saver', 'Fuse.Wireless', 'GroupOperator', 'BezierSpline');
const literal = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value.toExponential()),
  fc.constantFrom(
    'true',
    'false',
    '"C:\\\\plates\\\\a.0001.exr"',
    '"say \\"hi\\" { }"',
    '{ 0.5, 0.5 }',
    'FuID { "SLog2" }',
  ),
);

/** A tool as Fusion writes it, at some depth, with other tools inside where `inner` has some. */
function toolText(toolName: string, toolId: string, values: readonly string[], inner: string, tabs: string): string {
  const inputs = values.map((value, index) => `${tabs}\t\t["In.${index}"] = Input { Value = ${value}, },\n`).join('');
  const nested = inner === '' ? '' : `${tabs}\tTools = ordered() {\n${inner}${tabs}\t},\n`;
  const position = `${tabs}\tViewInfo = OperatorInfo { Pos = { 55, 16.5 } },\n`;
  return `${tabs}${toolName} = ${toolId} {\n${tabs}\tInputs = {\n${inputs}${tabs}\t},\n${nested}${position}${tabs}},\n`;
}

const plainTool = (tabs: string) =>
  fc
    .tuple(name, id, fc.array(literal, { maxLength: 3 }))
    .map(([toolName, toolId, values]) => toolText(toolName, toolId, values, '', tabs));

const tool = fc
  .tuple(name, id, fc.array(literal, { maxLength: 3 }), fc.array(plainTool('\t\t\t\t'), { maxLength: 2 }))
  .map(([toolName, toolId, values, inner]) => toolText(toolName, toolId, values, inner.join(''), '\t\t'));

/** Compositions in Fusion's own layout. */
export const compText: fc.Arbitrary<string> = fc
  .array(tool, { minLength: 1, maxLength: 6 })
  .map((tools) => `Composition {\n\tRenderRange = { 1001, 1100 },\n\tTools = {\n${tools.join('')}\t}\n}\n`);

/** What a text of the format consists of, in any order at all. */
export const tokenSoup: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      'Composition',
      'Tools',
      'ordered()',
      ...[
        'Merge1',
        'Inputs',
        '{',
        '}',
        '{',
        '}',
        '[',
        ']',
        '(',
        ')',
        '=',
        ',',
        ';',
        '.',
        '\n',
        '\n\t',
        '\n\t\t',
        '\r\n',
      ],
      ...[
        '"text"',
        '"open',
        "'x'",
        '[[',
        ']]',
        '[==[',
        '--',
        '--[[',
        '\\',
        '"\\',
        '-',
        '-1.5e3',
        '0x',
        'true',
        'false',
      ],
      ...['\0', '\ufffd', '\ud83d', 'é', '\u00a0', '\ufeff', '@'],
    ),
    { maxLength: 60 },
  )
  .chain((words) => fc.constantFrom('', ' ').map((separator) => words.join(separator)));
