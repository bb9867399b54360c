import { type CursorContext, tableWithRole } from '../../../formats/comp/cursor-context.ts';
import type { Comp, Tool } from '../../../formats/comp/model.ts';
import type { InputKind, Registry, ToolKind } from '../../../formats/comp/registry/registry.ts';
import type { Completion } from '../../answers/completion.ts';
import type { AskPlace } from '../../language-support.ts';
import type { CompIndex } from '../comp-index.ts';
import type { FeedsCheck } from './feeds-check.ts';
import type { Writing } from './writing.ts';

/** The place in a comp for which suggestions are made, and what is known there. */
export interface Site {
  readonly comp: Comp;
  readonly index: CompIndex;
  readonly registry: Registry;
  readonly context: CursorContext;
  readonly writing: Writing;
  /** Tells what the tool around the cursor feeds; absent where there is none. */
  readonly feeds: FeedsCheck | undefined;
  readonly askPlace: AskPlace;
}

/** Suggestions for a word that is not the one at the cursor: a part of a string. */
export interface PartSuggestions {
  readonly items: readonly Completion[];
  /** Where the part begins; it reaches to the cursor and, when replaced, to `end`. */
  readonly start: number;
  readonly end: number;
}

/** The tool around the cursor as far as it is written. */
export interface ToolAtHand {
  readonly name: string;
  readonly id: string;
  readonly kind: ToolKind | undefined;
  /** Absent where the text is too broken to be read as a tool. */
  readonly tool: Tool | undefined;
}

/** The innermost tool around the cursor. */
export function toolAtHand({ context, registry }: Pick<Site, 'context' | 'registry'>): ToolAtHand | undefined {
  const table = tableWithRole(context, 'tool');
  if (table?.key === undefined) return undefined;
  const { key: name, constructorName: id, tool } = table;
  return { name, id, kind: registry.tool(id), tool };
}

/** The name of the input whose table or value the cursor is in. */
export function inputNameAtHand(context: CursorContext): string | undefined {
  return tableWithRole(context, 'input', 'instance-input')?.key;
}

/** What is known of the input whose table or value the cursor is in. */
export function inputKindAtHand(site: Pick<Site, 'context' | 'registry'>): InputKind | undefined {
  const name = inputNameAtHand(site.context);
  return name === undefined ? undefined : toolAtHand(site)?.kind?.inputs.get(name);
}
