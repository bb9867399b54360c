/** What a table of a comp is for, told by where it stands: its key, its constructor and the table around it. */
export type TableRole =
  | 'composition'
  | 'setting'
  | 'tools'
  | 'tool'
  | 'inputs'
  | 'input'
  | 'instance-input'
  | 'outputs'
  | 'instance-output'
  | 'clips'
  | 'clip'
  | 'user-controls'
  | 'user-control'
  | 'key-frames'
  | 'key-frame'
  | 'flags'
  | 'id'
  | 'info'
  | 'value'
  | 'other';

/** Constructors that say by themselves what their table is for. */
const BY_CONSTRUCTOR: ReadonlyMap<string, TableRole> = new Map([
  ['Clip', 'clip'],
  ['FuID', 'id'],
  ['OperatorInfo', 'info'],
  ['GroupInfo', 'info'],
  ['PipeRouterInfo', 'info'],
  ['StickyNoteInfo', 'info'],
  ['UnderlayInfo', 'info'],
]);

const IN_TOOL: ReadonlyMap<string, TableRole> = new Map([
  ['Inputs', 'inputs'],
  ['Outputs', 'outputs'],
  ['Clips', 'clips'],
  ['UserControls', 'user-controls'],
  ['KeyFrames', 'key-frames'],
  ['Tools', 'tools'],
]);

/** The role of the outermost table. */
export function rootRole(constructorName: string): TableRole {
  return constructorName === '' ? 'setting' : 'composition';
}

/** The role of a table that stands under `key` (absent for one without) in a table with the role `around`. */
export function tableRole(around: TableRole, key: string | undefined, constructorName: string): TableRole {
  switch (around) {
    case 'composition':
    case 'setting':
      return key === 'Tools' ? 'tools' : 'other';
    case 'tools':
      return key === undefined ? 'other' : 'tool';
    case 'tool':
      return IN_TOOL.get(key ?? '') ?? BY_CONSTRUCTOR.get(constructorName) ?? 'other';
    case 'inputs':
      return constructorName === 'InstanceInput' ? 'instance-input' : 'input';
    case 'outputs':
      return 'instance-output';
    case 'user-controls':
      return 'user-control';
    case 'key-frames':
      return 'key-frame';
    case 'key-frame':
      return key === 'Flags' ? 'flags' : 'other';
    case 'input':
    case 'value':
      return BY_CONSTRUCTOR.get(constructorName) ?? 'value';
    default:
      return BY_CONSTRUCTOR.get(constructorName) ?? 'other';
  }
}
