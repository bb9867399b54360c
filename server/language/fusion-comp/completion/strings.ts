import { innermost } from '../../../formats/comp/cursor-context.ts';
import type { TableRole } from '../../../formats/comp/table-role.ts';
import type { Completion } from '../../answers/completion.ts';
import { expressionWords } from './expressions.ts';
import { fieldStrings } from './fields.ts';
import { filePaths } from './file-paths.ts';
import { inputNameAtHand, type PartSuggestions, type Site } from './site.ts';
import { activeTools, instanceParents, sourceSlots, sourceTools } from './sources.ts';
import { idStrings } from './values.ts';

/** Inputs and fields that name files, by what their names end with. */
const FILE_NAME = /(?:File|Filename|FileName|Path|Config|Script)\d*$/;

/** What may stand in the string around the cursor. */
export async function stringSuggestions(site: Site): Promise<PartSuggestions | undefined> {
  const { context } = site;
  const table = innermost(context);
  const { key } = context;
  if (table === undefined) return undefined;
  if (key === 'Expression' && (table.role === 'input' || table.role === 'instance-input')) return expressionWords(site);
  if (isFileName(table.role, key, inputNameAtHand(context))) return filePaths(site);
  const { start, end } = context.word;
  return { items: wholeStrings(site, table.role, key), start, end };
}

/** True for a string that names a file: in a clip, or of an input whose name says so. */
export function isFileName(role: TableRole, key: string | undefined, input: string | undefined): boolean {
  if (role === 'clip') return key === 'Filename';
  if (role === 'composition') return key === 'AudioFilename';
  return role === 'input' && key === 'Value' && input !== undefined && FILE_NAME.test(input);
}

function wholeStrings(site: Site, role: TableRole, key: string | undefined): readonly Completion[] {
  switch (role) {
    case 'input':
    case 'instance-input':
    case 'instance-output':
      if (key === 'SourceOp') return sourceTools(site);
      if (key === 'Source') return sourceSlots(site);
      return fieldStrings(site);
    case 'tool':
      return key === 'SourceOp' ? instanceParents(site) : fieldStrings(site);
    case 'composition':
    case 'setting':
      return key === 'ActiveTool' ? activeTools(site) : fieldStrings(site);
    case 'id':
      return key === undefined ? idStrings(site) : [];
    default:
      return fieldStrings(site);
  }
}
