import { insertEntry } from '../../../formats/comp/edits.ts';
import type { Comp } from '../../../formats/comp/model.ts';
import type { NumberNode, TableNode } from '../../../formats/comp/nodes.ts';
import { frameFormat } from '../../../formats/comp/preferences.ts';
import { entryNamed, tableNamed } from '../../../formats/comp/table-access.ts';
import type { CompPlace } from '../../../project/comp-place.ts';
import type { SceneSetup, SetupChange } from '../../answers/scene-setup.ts';

/** Rates that differ by less are one: 23.976 and 24000/1001. */
const SAME_RATE = 0.01;

/** Where Fusion keeps the rate and size of a composition's pictures. */
const WAY = ['Prefs', 'Comp', 'FrameFormat'] as const;

/** The rate and size of the pictures: those of the project. */
export function setupFormat(comp: Comp, place: CompPlace): SceneSetup {
  const { frameRate, resolution } = place.project?.config ?? {};
  const { rate, width, height } = frameFormat(comp);
  const wanted: readonly [name: string, found: NumberNode | undefined, value: number | undefined, nearly: number][] = [
    ['Rate', rate, frameRate, SAME_RATE],
    ['Width', width, resolution?.width, 0],
    ['Height', height, resolution?.height, 0],
  ];
  const changes: SetupChange[] = [];
  const missing: string[] = [];
  for (const [name, found, value, nearly] of wanted) {
    if (value === undefined) continue;
    if (found === undefined) missing.push(`${name} = ${value}`);
    else if (Math.abs(found.value - value) > nearly) {
      const range = { start: found.start, end: found.end };
      changes.push({ title: `${name}: ${value}`, edits: [{ range, newText: String(value) }] });
    }
  }
  return { changes: [...changes, ...added(comp, missing)], notes: [] };
}

/** What is not there is put into the innermost table that is, with the tables around it. */
function added({ root, text }: Comp, missing: readonly string[]): SetupChange[] {
  if (root === undefined || missing.length === 0) return [];
  let table: TableNode = root;
  let depth = 0;
  for (const name of WAY) {
    const inner = tableNamed(table, name);
    // Something that is no table stands there: it is left to who wrote it.
    if (inner === undefined && entryNamed(table, name) !== undefined) return [];
    if (inner === undefined) break;
    table = inner;
    depth += 1;
  }
  if (depth === WAY.length && missing.some((it) => entryNamed(table, it.split(' ')[0] ?? '') !== undefined)) return [];
  const entry = WAY.slice(depth).reduceRight((inner, name) => `${name} = { ${inner}, }`, missing.join(', '));
  return [{ title: missing.join(', ').replaceAll(' =', ':'), edits: insertEntry(text, table, entry) }];
}
