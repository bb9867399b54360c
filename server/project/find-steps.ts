import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { StepFolder } from './layout.ts';
import { stepName } from './names/step-folder.ts';

/** Steps lie at most so deep below the root: `04-ASSETS/Group/PROJ_A_NAME/PROJ_A_NAME_STEP`. */
const DEEPEST = 5;

/** Every step's folder under a project's root, in the order of their names. Hidden and reserved folders are passed by. */
export async function findSteps(root: string): Promise<readonly StepFolder[]> {
  const found: StepFolder[] = [];
  const visit = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      if (!entry.isDirectory() || /^[._]|^node_modules$/.test(entry.name)) continue;
      const child = path.join(folder, entry.name);
      const parsed = stepName(entry.name);
      if (parsed !== undefined) found.push({ name: entry.name, folder: child, step: parsed.step, item: parsed.item });
      else if (depth < DEEPEST) await visit(child, depth + 1);
    }
  };
  await visit(path.resolve(root), 1);
  return found.sort((a, b) => a.name.localeCompare(b.name));
}
