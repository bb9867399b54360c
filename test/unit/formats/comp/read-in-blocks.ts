import { CompReader } from '../../../../server/formats/comp/comp-reader.ts';
import type { Comp } from '../../../../server/formats/comp/model.ts';
import { TextReader } from '../../../../server/formats/comp/read/text-reader.ts';
import { DocumentText } from '../../../../server/formats/text/document-text.ts';

/** Does all of some work that pauses. */
export function finish<Result>(work: Generator<undefined, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Reads a comp as it is read once it has been edited, in blocks, however small it is. */
export function readInBlocks(text: string): Comp {
  const reader = new CompReader(new TextReader());
  const document = DocumentText.of(text);
  finish(reader.read(document));
  return finish(reader.read(document, [{ range: { start: 0, end: 0 }, length: 0 }]));
}
