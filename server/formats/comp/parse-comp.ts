import { DocumentText } from '../text/document-text.ts';
import { CompReader } from './comp-reader.ts';
import type { Comp } from './model.ts';
import { TextReader } from './read/text-reader.ts';

/** Makes a function that reads comps; what it reads them with is built once. */
export function createCompParser(): (text: string) => Comp {
  const reader = new TextReader();
  return (text) => {
    const reading = new CompReader(reader).read(DocumentText.of(text));
    for (;;) {
      const step = reading.next();
      if (step.done === true) return step.value;
    }
  };
}

/**
 * Reads the text of a `.comp` or `.setting`. Never throws: what is wrong is among the errors of the result, at most
 * 100 of them, and the tools that can be read are there in any case. The work grows with the length of the text.
 */
export const parseComp: (text: string) => Comp = createCompParser();
