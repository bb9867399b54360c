import { type Words, words } from './word.ts';

const POS = ['Pos', 'table', 'Place in the flow.'] as const;
const SIZE = ['Size', 'table', 'Width and height in the flow.'] as const;
const FLAGS = ['Flags', 'table', 'How it is shown.'] as const;

/** The fields of the tables that stand under `ViewInfo`, by constructor. */
export const INFO_FIELDS: ReadonlyMap<string, Words> = new Map([
  ['OperatorInfo', words(POS, FLAGS)],
  ['PipeRouterInfo', words(POS)],
  [
    'GroupInfo',
    words(
      POS,
      FLAGS,
      SIZE,
      ['Direction', 'string', 'The direction of the flow in the group.'],
      ['PipeStyle', 'string', 'How connections are drawn.'],
      ['Scale', 'number', 'The zoom of the group’s view.'],
      ['Offset', 'table', 'What the group’s view shows.'],
      ['Name', 'string', 'What the group is called.'],
    ),
  ],
  ['StickyNoteInfo', words(POS, FLAGS, SIZE)],
  ['UnderlayInfo', words(POS, SIZE)],
]);
