import { innermost, type OpenTable } from '../../../formats/comp/cursor-context.ts';
import type { Completion, InsertText } from '../../answers/completion.ts';
import { newFields, takenKeys } from './fields.ts';
import { newInputs } from './inputs.ts';
import type { Site } from './site.ts';
import { newTools } from './tool-kinds.ts';
import { CLIP } from './tool-skeleton.ts';
import { quotedIds } from './values.ts';
import { quotedStop, stop } from './writing.ts';

/** What may be the key of a new entry, or a new element, in the table around the cursor. */
export function keySuggestions(site: Site): readonly Completion[] {
  const table = innermost(site.context);
  if (table === undefined) return [];
  switch (table.role) {
    case 'tools':
      return site.context.isBracketed ? [] : newTools(site);
    case 'inputs':
      return newInputs(site);
    case 'outputs':
      return [newEntry(site, table, 'MainOutput', OUTPUT, 'an output of the group')];
    case 'user-controls':
      return [newEntry(site, table, 'Control', USER_CONTROL, 'a number with a slider')];
    case 'clips':
      return site.context.isBracketed ? [] : [newClip(site)];
    case 'key-frames':
      return [newKeyFrame(site)];
    case 'id':
      return quotedIds(site);
    default:
      return newFields(site, table);
  }
}

/** An entry with the first free name: `MainOutput1`. */
function newEntry(site: Site, table: OpenTable, base: string, value: InsertText, description: string): Completion {
  const taken = takenKeys(site, table);
  let number = 1;
  while (taken.has(`${base}${number}`)) number += 1;
  const name = `${base}${number}`;
  return { label: name, kind: 'constructor', description, insert: site.writing.entry(name, value) };
}

const OUTPUT: InsertText = [
  'InstanceOutput {\n\tSourceOp = ',
  ...quotedStop(''),
  ',\n\tSource = ',
  ...quotedStop('Output'),
  ',\n}',
];

const USER_CONTROL: InsertText = [
  '{\n\tLINKS_Name = ',
  ...quotedStop('Control'),
  ',\n\tLINKID_DataType = "Number",\n\tINPID_InputControl = "SliderControl",\n\tINP_Default = ',
  stop('0'),
  ',\n\tINP_MinScale = ',
  stop('0'),
  ',\n\tINP_MaxScale = ',
  stop('1'),
  ',\n}',
];

function newClip({ writing }: Site): Completion {
  const insert = writing.hasTable ? ['Clip'] : writing.element(CLIP);
  return { label: 'Clip', kind: 'constructor', description: 'a file or sequence', insert };
}

function newKeyFrame({ writing }: Site): Completion {
  const value: InsertText = ['{ ', stop('0'), ', Flags = { Linear = true } }'];
  const insert = writing.hasValue ? ['[0]'] : writing.element(['[', stop('0'), '] = ', ...value]);
  return { label: '[0]', kind: 'constructor', description: 'a keyframe', insert };
}
