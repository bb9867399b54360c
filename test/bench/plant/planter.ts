import type { Comp, Input, Tool } from '../../../server/formats/comp/model.ts';
import { applyEdits } from '../../../server/formats/text/apply-edits.ts';
import type { TextEdit, TextRange } from '../../../server/formats/text/range.ts';

/**
 * Plants one fault in a sound comp and gives the text with it; nothing where the comp has no place for it. `pick` chooses
 * among the places, and the same number chooses the same place.
 */
export type Planter = (comp: Comp, pick: number) => string | undefined;

/** The faults that one code has to find, by what they are. */
export type Faults = Readonly<Record<string, Planter>>;

/** One of several places. */
export function choose<Place>(places: readonly Place[], pick: number): Place | undefined {
  return places[(pick * 7) % Math.max(1, places.length)];
}

/** Makes a planter that edits one of the places that `find` gives. */
export function atOneOf<Place>(
  find: (comp: Comp) => readonly Place[],
  edit: (place: Place, comp: Comp) => readonly TextEdit[] | undefined,
): Planter {
  return (comp, pick) => {
    const place = choose(find(comp), pick);
    const edits = place && edit(place, comp);
    return edits && applyEdits(comp.text, edits);
  };
}

/** Writes other text in a range. */
export function write({ start, end }: TextRange, newText: string): TextEdit {
  return { range: { start, end }, newText };
}

/** Writes text at an offset. */
export function insert(at: number, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}

/** The tools with one of these ids. */
export function toolsOf(comp: Comp, ...ids: readonly string[]): readonly Tool[] {
  return ids.flatMap((id) => comp.toolsById.get(id) ?? []);
}

/** The inputs of a comp's tools, each with its tool. */
export function inputsOf(comp: Comp): readonly { readonly tool: Tool; readonly input: Input }[] {
  return comp.tools.flatMap((tool) => tool.inputs.map((input) => ({ tool, input })));
}

/** The inputs that are connected to a tool. */
export function connectedInputs(comp: Comp): readonly { readonly tool: Tool; readonly input: Input }[] {
  return inputsOf(comp).filter(({ input }) => input.constructorName === 'Input' && input.source !== undefined);
}

/** A name that no tool has. */
export const NO_TOOL = 'NoToolOfThisName';
