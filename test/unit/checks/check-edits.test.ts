import { expect, test, vi } from 'vitest';
import { EditChecker } from '../../../server/checks/check-edits.ts';
import { CompReader } from '../../../server/formats/comp/comp-reader.ts';
import type { Comp } from '../../../server/formats/comp/model.ts';
import { TextReader } from '../../../server/formats/comp/read/text-reader.ts';
import { DocumentText } from '../../../server/formats/text/document-text.ts';
import type { TextChange } from '../../../server/formats/text/range.ts';

/** A flow with so many locked Savers. */
function flow(count: number): string {
  const savers = Array.from({ length: count }, (_, index) => {
    return `\t\tS${index} = Saver {\n\t\t\tLocked = true,\n\t\t\tInputs = { Depth = Input { Value = 1, }, },\n\t\t},\n`;
  });
  return `Composition {\n\tTools = {\n\t\tB = Blur {\n\t\t\tX = 1,\n\t\t},\n${savers.join('')}\t},\n}\n`;
}

function read(reader: CompReader, text: DocumentText, changes?: readonly TextChange[]): Comp {
  const reading = reader.read(text, changes);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

test('a letter that is typed has no text read but that of the tool it is in', () => {
  const reader = new CompReader(new TextReader());
  const checker = new EditChecker();
  let text = DocumentText.of(flow(200));
  checker.settle(read(reader, text));
  const type = (before: string) => {
    const at = text.whole.indexOf(before);
    const range = { start: at, end: at };
    text = text.edited(range, '7');
    const comp = read(reader, text, [{ range, length: 1 }]);
    const slices = vi.spyOn(comp, 'slice');
    const found = [...checker.findings(comp, {})].filter((finding) => finding !== undefined);
    return { found: found.length, read: slices.mock.calls.length };
  };
  // The first edit splits the comp into blocks, whose texts are new.
  expect(type('1,\n\t\t},\n\t\tS0').found).toBe(0);
  expect(type('1,\n\t\t},\n\t\tS0')).toEqual({ found: 0, read: 0 });
  expect(type('1, }, },\n\t\t},\n\t\tS1 =')).toEqual({ found: 1, read: 1 });
  expect(type('1,\n\t\t},\n\t\tS0')).toEqual({ found: 1, read: 1 });
});
