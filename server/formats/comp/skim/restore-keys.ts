import type { Entry } from '../read/entry.ts';
import { constructorName } from '../read/entry-text.ts';
import { LOST_KEY, NO_KEY } from '../read/entry-tree.ts';
import { CONSTRUCTORS } from '../vocabulary/constructors.ts';
import type { Skeleton } from './skeleton.ts';

/**
 * Finds the tables whose key is gone, `= ordered() { ... }`, and that are the `Tools` of a composition or of a group by
 * what they hold. So the loss of one word does not cost all the tools behind it.
 */
export function restoreKeys(skeleton: Skeleton, table: Entry): void {
  for (const entry of table.entries) {
    if (!entry.isTable || skeleton.blocksAt(entry.start).length > 0) continue;
    if (entry.keyKind === LOST_KEY && !isOfType(skeleton.text, entry) && holdsTools(skeleton, entry)) {
      entry.tree.setLostTools(entry.at);
    }
    restoreKeys(skeleton, entry);
  }
}

/** Most of what it holds has a name and the type of a tool. */
function holdsTools(skeleton: Skeleton, table: Entry): boolean {
  let tools = 0;
  let others = 0;
  for (const entry of table.entries) {
    const blocks = skeleton.blocksAt(entry.start);
    if (blocks.length === 0) {
      if (entry.keyKind !== NO_KEY && isOfType(skeleton.text, entry)) tools += 1;
      else others += 1;
    }
    for (const { tool } of blocks) {
      if (tool !== undefined && isTypeOfTool(tool.id)) tools += 1;
      else others += 1;
    }
  }
  return tools > others;
}

function isOfType(text: string, entry: Entry): boolean {
  return isTypeOfTool(constructorName(text, entry.tree, entry.at) ?? '');
}

/** A constructor that values do not have. */
function isTypeOfTool(name: string): boolean {
  return name !== '' && !name.startsWith('ordered') && !name.startsWith('(') && !CONSTRUCTORS.has(name);
}
