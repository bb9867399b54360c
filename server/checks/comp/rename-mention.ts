import type { Comp, Scope, ToolReference } from '../../formats/comp/model.ts';
import { nearestNames } from '../../formats/comp/nearest-name.ts';
import { quote } from '../../formats/comp/quoted-string.ts';
import type { Fix } from '../check.ts';

/** The names of tools in a scope that somebody may have meant by a name that is none, the likeliest first. */
export function nearestTools(comp: Comp, scope: Scope, name: string): readonly string[] {
  return nearestNames(name, visibleNames(comp, scope));
}

/** Repairs that write one of these names instead; the first is the one to take. */
export function renameTo(reference: ToolReference, names: readonly string[]): Fix[] {
  return names.map((name, index) => {
    const newText = quote(name).slice(1, -1);
    return { title: `Change to "${name}"`, edits: [{ range: reference.range, newText }], preferred: index === 0 };
  });
}

/** The end of a message that asks for the first of these names. */
export function didYouMean([name]: readonly string[]): string {
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}

/** The names that mean something in a scope, the nearest scope first. */
function* visibleNames(comp: Comp, from: Scope): Generator<string> {
  const seen = new Set<string>();
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
    for (const name of scope.byName.keys()) {
      if (seen.has(name)) continue;
      seen.add(name);
      yield name;
    }
  }
  for (const name of comp.toolsByName.keys()) {
    if (!seen.has(name)) yield name;
  }
}
