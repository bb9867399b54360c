import { innermost } from '../../../formats/comp/cursor-context.ts';
import { quote } from '../../../formats/comp/quoted-string.ts';
import type { Completion } from '../../answers/completion.ts';
import { fieldValues } from './fields.ts';
import { inputTables } from './inputs.ts';
import type { Site } from './site.ts';
import { activeTools, instanceParents, sourceSlots, sourceTools } from './sources.ts';
import { toolIds } from './tool-kinds.ts';
import { inputValues } from './values.ts';

/** What may follow `Key =` at the cursor. */
export function valueSuggestions(site: Site): readonly Completion[] {
  const table = innermost(site.context);
  if (table === undefined) return [];
  switch (`${table.role}.${site.context.key ?? ''}`) {
    case 'input.Value':
      return inputValues(site);
    case 'input.SourceOp':
    case 'instance-input.SourceOp':
    case 'instance-output.SourceOp':
      return quoted(site, sourceTools(site));
    case 'input.Source':
    case 'instance-input.Source':
    case 'instance-output.Source':
      return quoted(site, sourceSlots(site));
    case 'tool.SourceOp':
      return quoted(site, instanceParents(site));
    case 'composition.ActiveTool':
    case 'setting.ActiveTool':
      return quoted(site, activeTools(site));
    default:
  }
  if (table.role === 'tools') return toolIds(site);
  if (table.role === 'inputs') return inputTables(site);
  return fieldValues(site, table);
}

/** Names with the quotes that are not there yet. */
function quoted({ writing }: Site, items: readonly Completion[]): readonly Completion[] {
  return items.map((item) => ({
    ...item,
    insert: writing.value([quote(item.label)]),
  }));
}
