import type { ToolKind } from '../../../formats/comp/registry/registry.ts';
import type { Completion } from '../../answers/completion.ts';
import type { Site } from './site.ts';
import { freeName, toolTable } from './tool-skeleton.ts';
import { stop } from './writing.ts';

/** New tools for an empty place in a `Tools` table: each with a free name, and with what it needs. */
export function newTools(site: Site): readonly Completion[] {
  if (site.writing.hasValue) return [];
  return kindsOf(site).map((kind) => {
    const name = freeName(site, kind);
    return { ...labelOf(kind), insert: site.writing.element([stop(name), ' = ', ...toolTable(site, kind)]) };
  });
}

/** The kinds of tool that may follow `Name =`. */
export function toolIds(site: Site): readonly Completion[] {
  return kindsOf(site).map((kind) => ({
    ...labelOf(kind),
    insert: site.writing.hasTable ? [kind.id] : site.writing.value(toolTable(site, kind)),
  }));
}

function labelOf(kind: ToolKind): Completion {
  const isTold = kind.name === kind.id || kind.name.toLowerCase() === kind.category;
  const description = isTold ? kind.category : `${kind.name}, ${kind.category}`;
  // People type what the menus show as well as the id: `Resize` for BetterResize.
  const filter = kind.name === kind.id ? kind.id : `${kind.id} ${kind.name}`;
  return { label: kind.id, kind: 'tool-kind', description, filter, insert: [kind.id], topic: ['kind', kind.id] };
}

/** Those of the comp at hand first, then by how common they are. */
function kindsOf({ comp, registry }: Site): readonly ToolKind[] {
  const isKnown = (kind: ToolKind) => !/^(?:MediaIn|MediaOut)$/.test(kind.id) || comp.toolsById.has(kind.id);
  const inComp = (kind: ToolKind) => comp.toolsById.get(kind.id)?.length ?? 0;
  const known = registry.tools.filter(isKnown);
  const seen = new Set(known.map(({ id }) => id));
  const others = [...comp.toolsById.keys()]
    .filter((id) => /^[A-Za-z_][\w.]*$/.test(id) && !seen.has(id))
    .map(unknownKind);
  return [...known, ...others]
    .map((kind, order) => ({ kind, order, uses: Math.min(inComp(kind), 1) }))
    .sort((a, b) => b.uses - a.uses || a.order - b.order)
    .map(({ kind }) => kind);
}

/** A kind of which nothing but its id is known: a fuse of the studio. */
function unknownKind(id: string): ToolKind {
  const name = id.slice(id.lastIndexOf('.') + 1);
  return { id, name, category: 'tool', isThirdParty: true, inputs: new Map(), outputs: ['Output'], uses: 0 };
}
