import { type CursorContext, cursorContext, type OpenTable, wordText } from '../../formats/comp/cursor-context.ts';
import type { Comp } from '../../formats/comp/model.ts';
import type { Registry } from '../../formats/comp/registry/registry.ts';
import type { Signature, SignatureParameter } from '../answers/signature.ts';
import type { Markup } from '../markup.ts';
import { type Shape, shapeOf } from './signature-shapes.ts';

/** What the innermost constructor around `offset` may hold; absent where there is none with a known form. */
export function signatureAt(comp: Comp, registry: Registry, offset: number, markup: Markup): Signature | undefined {
  const context = cursorContext(comp, offset);
  const { tables } = context;
  for (let at = tables.length - 1; at >= 0; at -= 1) {
    const table = tables[at];
    const shape = table && shapeOf(table, tables.slice(0, at), registry, markup);
    if (table === undefined || shape === undefined) continue;
    const child = tables[at + 1];
    return toSignature(shape, child === undefined ? activeHere(comp, context, shape) : activeAround(child, shape));
  }
  return undefined;
}

function toSignature({ before, after, documentation, parts }: Shape, active: number): Signature {
  const parameters: SignatureParameter[] = [];
  let label = before;
  for (const [index, part] of parts.entries()) {
    if (index > 0) label += ', ';
    parameters.push({
      range: { start: label.length, end: label.length + part.label.length },
      documentation: part.documentation,
    });
    label += part.label;
  }
  return {
    label: label + after,
    documentation,
    parameters,
    active: active === -1 ? undefined : active,
    isByPlace: parts[0]?.key === undefined,
  };
}

/** The part that the cursor is at, by its key, else by its number in the list. */
function activeHere(comp: Comp, context: CursorContext, { parts }: Shape): number {
  const key = context.key ?? wordText(comp, context).replace(/^\[?["']?|["']?\]?$/g, '');
  const byKey = parts.findIndex((part) => part.key !== undefined && part.key === key);
  if (byKey !== -1 || context.key !== undefined) return byKey;
  return parts[context.element]?.key === undefined && context.element < parts.length ? context.element : -1;
}

/** The part whose table the cursor is in. */
function activeAround({ key }: OpenTable, { parts }: Shape): number {
  return key === undefined ? -1 : parts.findIndex((part) => part.key === key);
}
