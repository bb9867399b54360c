import { buildModel } from './build-model.ts';
import type { Comp } from './model.ts';
import { CompTreeReader } from './parse-tree.ts';

/** Makes a function that reads comps; the reader behind it is built when the first text comes. */
export function createCompParser(): (text: string) => Comp {
  let reader: CompTreeReader | undefined;
  return (text) => {
    reader ??= new CompTreeReader();
    const { root, errors, cutOff } = reader.read(text);
    return buildModel(text, root, errors, cutOff);
  };
}

/**
 * Reads the text of a `.comp` or `.setting`. Never throws: what is wrong is among the errors of the result, at most
 * 100 of them, and the tools that can be read are there in any case. The work grows with the length of the text.
 */
export const parseComp: (text: string) => Comp = createCompParser();
