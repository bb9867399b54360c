import { joinName } from '../formats/comp/folder-names.ts';
import type { CompPlace } from './comp-place.ts';
import type { StepFolder } from './layout.ts';
import { stepName } from './names/step-folder.ts';

/** Steps lie at most so deep below the root: `04-ASSETS/Group/PROJ_A_NAME/PROJ_A_NAME_STEP`. */
const DEEPEST = 5;

/** So many folders are looked into at once. */
const AT_ONCE = 16;

/** So many folders are looked into at most. */
const MOST_FOLDERS = 5_000;

/** Who goes by a render spec. */
export interface SpecUsers {
  /** The short names of the steps in the project's configuration that name the spec. */
  readonly steps: readonly string[];
  /** The folders of these steps, shot by shot. */
  readonly folders: readonly StepFolder[];
  /** There are more folders than were looked into. */
  readonly isCut: boolean;
}

/** The short names of the steps whose render spec is the file of a place; none where there is no project. */
export function stepsOfSpec({ file, project }: Pick<CompPlace, 'file' | 'project'>): readonly string[] {
  const { root, config } = project ?? {};
  if (root === undefined || config === undefined) return [];
  return Object.entries(config.steps).flatMap(([name, { renderSpec }]) =>
    renderSpec !== undefined && isSameFile(joinName(root, renderSpec), file) ? [name] : [],
  );
}

/**
 * The steps that go by the render spec of a place, and at most so many of their folders on disk; absent where there is no
 * project, or its folders cannot be read here.
 */
export async function specUsers(place: CompPlace, most: number): Promise<SpecUsers | undefined> {
  const { project, itemsIn } = place;
  if (project?.config === undefined || itemsIn === undefined) return undefined;
  const steps = stepsOfSpec(place);
  const folders: StepFolder[] = [];
  let level: readonly string[] = steps.length === 0 ? [] : [project.root];
  let seen = 0;
  for (let depth = 1; depth <= DEEPEST && level.length > 0; depth += 1) {
    const next: string[] = [];
    for (let at = 0; at < level.length; at += AT_ONCE) {
      const some = level.slice(at, at + AT_ONCE);
      const lists = await Promise.all(some.map((folder) => itemsIn(folder)));
      seen += some.length;
      for (const [index, items] of lists.entries()) {
        for (const { name, kind } of items) {
          if (kind !== 'folder' || /^[._]|^node_modules$/.test(name)) continue;
          const folder = joinName(some[index] ?? '', name);
          const parsed = stepName(name);
          if (parsed === undefined) next.push(folder);
          else if (steps.includes(parsed.step)) folders.push({ name, folder, step: parsed.step, item: parsed.item });
        }
      }
      if (folders.length >= most || seen >= MOST_FOLDERS) {
        return { steps, folders: folders.slice(0, most), isCut: folders.length > most || seen >= MOST_FOLDERS };
      }
    }
    level = next;
  }
  return { steps, folders, isCut: false };
}

/** The working comps in the folders of steps, as absolute paths. */
export async function compsIn(
  folders: readonly StepFolder[],
  itemsIn: (folder: string) => Promise<readonly { readonly name: string; readonly files: number }[]>,
): Promise<{ readonly comps: readonly string[]; readonly count: number }> {
  const comps: string[] = [];
  let count = 0;
  for (let at = 0; at < folders.length; at += AT_ONCE) {
    const some = folders.slice(at, at + AT_ONCE);
    const lists = await Promise.all(some.map(({ folder }) => itemsIn(folder)));
    for (const [index, items] of lists.entries()) {
      for (const { name, files } of items) {
        if (!/\.comp$/i.test(name)) continue;
        comps.push(joinName(some[index]?.folder ?? '', name));
        count += files;
      }
    }
  }
  return { comps, count };
}

/** Both slashes and what `.` and `..` stand for are all one; so is letter case where there is a drive or a share. */
function isSameFile(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

function comparable(name: string): string {
  const parts: string[] = [];
  for (const part of name.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  const path = parts.join('/');
  return /^[A-Za-z]:|\\\\/.test(name) ? path.toLowerCase() : path;
}
