import { scopeAt } from '../../../formats/comp/cursor-context.ts';
import { unescapeQuoted } from '../../../formats/comp/quoted-string.ts';
import { resolveTool } from '../../../formats/comp/resolve-tool.ts';
import type { Completion } from '../../answers/completion.ts';
import { MOST_SUGGESTIONS, matches } from './match.ts';
import { type PartSuggestions, type Site, toolAtHand } from './site.ts';
import { visibleTools } from './visible-tools.ts';

/** What every expression may name, from the Fusion manual, "SimpleExpressions". */
const NAMES: readonly (readonly [name: string, description: string])[] = [
  ['time', 'the frame that is rendered'],
  ['self', 'the tool itself'],
  ['comp', 'the composition'],
  ['Point', 'Point(x, y)'],
  ['Text', 'Text("…")'],
  ['iif', 'iif(condition, then, else)'],
  ['abs', 'abs(x)'],
  ['ceil', 'ceil(x)'],
  ['cos', 'cos(x)'],
  ['floor', 'floor(x)'],
  ['max', 'max(a, b)'],
  ['min', 'min(a, b)'],
  ['pi', '3.14159…'],
  ['random', 'random(min, max)'],
  ['sin', 'sin(x)'],
  ['sqrt', 'sqrt(x)'],
];

/** The word at the end of an expression as far as it is typed, and the tool before its dot. */
const WORD =
  /(?:(?<![\w.])([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)\s*\.\s*)?([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?$/;

/** Tools, and after a tool's name and a dot its inputs, for the expression around the cursor. */
export function expressionWords(site: Site): PartSuggestions | undefined {
  const { comp, context } = site;
  const { string, offset } = context;
  if (string === undefined) return undefined;
  const before = comp.slice(string.content.start, offset);
  // In a string of the expression, and after the dot of a number, nothing is a name.
  if (countOf(before, /\\"|'/g) % 2 === 1 || /(?<![\w])\d+\.\w*$/.test(before)) return undefined;
  const [, owner, typed = ''] = WORD.exec(before) ?? [];
  if (owner === undefined && /\.\s*\w*$/.test(before)) return undefined;
  const rest = /^\w*/.exec(comp.slice(offset, string.content.end))?.[0] ?? '';
  const items = owner === undefined ? names(site, typed) : membersOf(site, unescapeQuoted(owner));
  return { items, start: offset - typed.length, end: offset + rest.length };
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function names(site: Site, typed: string): readonly Completion[] {
  const at = toolAtHand(site);
  const own = at === undefined ? [] : membersOf(site, 'self').slice(0, MOST_OWN);
  const tools: Completion[] = [];
  for (const { name, id, nameRange } of visibleTools(site)) {
    // Names that are no identifiers cannot be written in an expression.
    if (!matches(typed, name) || !/^[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*$/.test(name)) continue;
    const topic = ['tool', name, String(nameRange.start)];
    tools.push({ label: name, kind: 'tool', description: id, insert: [name], commitWith: ['.'], topic });
    if (tools.length > MOST_SUGGESTIONS) break;
  }
  const words = NAMES.map(
    ([label, description]): Completion => ({ label, kind: 'value', description, insert: [label] }),
  );
  return [...tools, ...own, ...words];
}

/** So many of the tool's own inputs are shown beside the names of tools. */
const MOST_OWN = 30;

function membersOf(site: Site, owner: string): readonly Completion[] {
  const { comp, context, registry } = site;
  const at = toolAtHand(site);
  const target = owner === 'self' ? at?.tool : resolveTool(comp, scopeAt(comp, context), owner);
  const id = owner === 'self' ? at?.id : target?.id;
  if (id === undefined) return [];
  const known = [...(registry.tool(id)?.inputs.values() ?? [])].filter(({ kinds }) => kinds.length > 0);
  const set = target?.inputs.map(({ name }) => name) ?? [];
  const members = new Set([...set, ...known.map(({ name }) => name)]);
  return [...members]
    .filter((name) => /^[A-Za-z_]\w*$/.test(name))
    .map((name) => ({ label: name, kind: 'input', description: id, insert: [name], topic: ['input', id, name] }));
}
