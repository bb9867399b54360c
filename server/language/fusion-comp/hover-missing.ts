import type { Scope } from '../../formats/comp/model.ts';
import { nearestNames } from '../../formats/comp/nearest-name.ts';
import type { Markup } from '../markup.ts';
import type { Mention } from './comp-index.ts';
import { end } from './hover-text.ts';

/** The most names of tools that are shown where none is similar. */
const MOST_NAMES = 8;

/** About a name that no tool has: what it stands for there, and which names there are. */
export function describeMissing({ place, reference, from }: Mention, markup: Markup): string {
  const names = visibleNames(from);
  const near = nearestNames(reference.name, names);
  const shown = near.length > 0 ? near : names.slice(0, MOST_NAMES);
  const listed = shown.map((name) => markup.code(name)).join(', ');
  const heading = near.length > 0 ? 'Similar names' : 'Tools here';
  return [whatStandsThere(place, markup), ...(shown.length === 0 ? [] : [`${heading}: ${listed}`])].join('\n\n');
}

function whatStandsThere(place: Mention['place'], markup: Markup): string {
  switch (place.kind) {
    case 'input':
      return `The name of the tool that feeds ${end(markup, place.tool.name, place.input.name)}`;
    case 'output':
      return `The name of the tool that gives ${end(markup, place.tool.name, place.output.name)}`;
    case 'instance':
      return `The name of the tool that ${markup.code(place.tool.name)} is an instance of`;
    case 'active':
      return 'The name of the tool that is selected after pasting';
    default:
      return 'The name of a tool in an expression or script';
  }
}

/** The names that mean something in a scope, the nearest first. */
function visibleNames(from: Scope): readonly string[] {
  const names = new Set<string>();
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
    for (const name of scope.byName.keys()) names.add(name);
  }
  return [...names];
}
