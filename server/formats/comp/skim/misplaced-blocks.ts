import type { Entry } from '../read/entry.ts';
import { isNamed } from '../read/entry-text.ts';
import type { CompBlock } from './comp-block.ts';
import type { Skeleton } from './skeleton.ts';

/**
 * The blocks that stand in a tool, but not in a `Tools` table of it. Blocks are found by their lines, and a line that
 * opens two tables, or one whose name stands in the line before, is not seen to be the head of a tool.
 */
export function misplacedBlocks(skeleton: Skeleton, root: Entry): ReadonlySet<CompBlock> {
  const found = new Set<CompBlock>();
  const look = (table: Entry, isTools: boolean, isInTool: boolean): void => {
    for (const entry of table.entries) {
      if (!entry.isTable) continue;
      const blocks = skeleton.blocksAt(entry.start);
      // What stands in a `Tools` table is a tool, whatever its name.
      if (blocks.length === 0)
        look(entry, !isTools && isNamed(skeleton.text, entry.tree, entry.at, 'Tools'), isInTool || isTools);
      else if (isInTool && !isTools) for (const block of blocks) found.add(block);
    }
  };
  look(root, false, false);
  return found;
}
