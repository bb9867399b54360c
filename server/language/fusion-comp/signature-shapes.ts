import type { OpenTable } from '../../formats/comp/cursor-context.ts';
import type { InputKind, Registry } from '../../formats/comp/registry/registry.ts';
import { CONSTRUCTORS } from '../../formats/comp/vocabulary/constructors.ts';
import type { Markup } from '../markup.ts';
import { describeInputKind, describeKind } from './descriptions.ts';
import { fieldsOf } from './field-words.ts';

/** The most inputs in the signature of a tool. */
const MOST_INPUTS = 12;

/** A part of a constructor before it has its place in the label. */
export interface Part {
  /** The key of an entry; absent for an element of a list. */
  readonly key?: string;
  readonly label: string;
  readonly documentation: string;
}

/** A constructor and what it may hold. */
export interface Shape {
  /** The label before the parts and after them. */
  readonly before: string;
  readonly after: string;
  readonly documentation: string;
  readonly parts: readonly Part[];
}

/** The form of the constructor of a table, told by the tables around it; absent where it has none that is known. */
export function shapeOf(
  table: OpenTable,
  around: readonly OpenTable[],
  registry: Registry,
  markup: Markup,
): Shape | undefined {
  const tool = around.findLast(({ role }) => role === 'tool');
  const kind = registry.tool(tool?.constructorName ?? '');
  switch (table.role) {
    case 'inputs':
      return kind === undefined || kind.inputs.size === 0 ? undefined : inputsShape(kind.id, kind.inputs, markup);
    case 'tool':
      return toolShape(table, registry, markup);
    case 'input':
      return fieldsShape(table, 'Input', kind?.inputs.get(table.key ?? ''), markup);
    case 'instance-input':
    case 'instance-output':
    case 'clip':
    case 'info':
      return fieldsShape(table, table.constructorName, undefined, markup);
    case 'key-frame':
      return keyFrameShape(table, markup);
    case 'id':
      return idShape(kind?.inputs.get(inputName(around)), markup);
    case 'value':
      return valueShape(table, kind?.inputs.get(inputName(around)), around.at(-1));
    default:
      return undefined;
  }
}

function inputName(around: readonly OpenTable[]): string {
  return around.findLast(({ role }) => role === 'input')?.key ?? '';
}

function inputsShape(id: string, inputs: ReadonlyMap<string, InputKind>, markup: Markup): Shape {
  const common = [...inputs.values()].sort((a, b) => b.frequency - a.frequency).slice(0, MOST_INPUTS);
  const parts = common.map((input) => ({
    key: input.name,
    label: input.name,
    documentation: describeInputKind(input, markup).join('\n\n'),
  }));
  const after = inputs.size > common.length ? ', … } }' : ' } }';
  return { before: `${id} { Inputs = { `, after, documentation: 'The commonest inputs of this tool.', parts };
}

function toolShape(table: OpenTable, registry: Registry, markup: Markup): Shape {
  const kind = registry.tool(table.constructorName);
  const usual = [
    'PassThrough',
    'Locked',
    'NameSet',
    'Clips',
    'Inputs',
    'Outputs',
    'ViewInfo',
    'Tools',
    'KeyFrames',
    'UserControls',
  ];
  const documentation = kind === undefined ? '' : describeKind(kind, markup).join('\n\n');
  return { ...fieldsShape(table, table.constructorName, undefined, markup, usual), documentation };
}

function fieldsShape(
  table: OpenTable,
  name: string,
  input: InputKind | undefined,
  markup: Markup,
  only?: readonly string[],
): Shape {
  const fields = [...fieldsOf(table).values()].filter((field) => only?.includes(field.name) ?? true);
  const parts = fields.map((field): Part => {
    const about = field.name === 'Value' && input !== undefined ? describeInputKind(input, markup) : [];
    return { key: field.name, label: field.name, documentation: [field.description, ...about].join('\n\n') };
  });
  return { before: `${name} { `, after: ' }', documentation: CONSTRUCTORS.get(name)?.description ?? '', parts };
}

function keyFrameShape(table: OpenTable, markup: Markup): Shape {
  const value = { label: 'value', documentation: 'The value at this frame.' };
  const { parts } = fieldsShape(table, '', undefined, markup);
  return {
    before: `[${table.key ?? 'frame'}] = { `,
    after: ' }',
    documentation: 'A keyframe.',
    parts: [value, ...parts],
  };
}

function idShape(input: InputKind | undefined, markup: Markup): Shape {
  const documentation = input === undefined ? '' : describeInputKind(input, markup).join('\n\n');
  const parts = [{ label: '"id"', documentation }];
  return { before: 'FuID { ', after: ' }', documentation: CONSTRUCTORS.get('FuID')?.description ?? '', parts };
}

function valueShape(table: OpenTable, input: InputKind | undefined, around: OpenTable | undefined): Shape | undefined {
  if (table.constructorName === 'Gradient') {
    const parts = [
      {
        key: 'Colors',
        label: 'Colors = { [position] = { red, green, blue, alpha } }',
        documentation: 'Positions and parts of colours go from 0 to 1.',
      },
    ];
    return { before: 'Gradient { ', after: ' }', documentation: 'A gradient of colours.', parts };
  }
  const isPoint = table.constructorName === '' && around?.role === 'input' && input?.kinds.includes('point') === true;
  if (!isPoint) return undefined;
  const parts = [
    { label: 'x', documentation: 'From the left edge, 0, to the right one, 1.' },
    { label: 'y', documentation: 'From the lower edge, 0, to the upper one, 1.' },
  ];
  return { before: `${input.name} = { `, after: ' }', documentation: input.description ?? '', parts };
}
