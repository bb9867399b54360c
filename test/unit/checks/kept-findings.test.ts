import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CompChecker, checkComp } from '../../../server/checks/check-comp.ts';
import { CompReader } from '../../../server/formats/comp/comp-reader.ts';
import type { Comp } from '../../../server/formats/comp/model.ts';
import { parseComp } from '../../../server/formats/comp/parse-comp.ts';
import { TextReader } from '../../../server/formats/comp/read/text-reader.ts';
import { DocumentText } from '../../../server/formats/text/document-text.ts';
import type { TextChange } from '../../../server/formats/text/range.ts';
import { cleanComp, cleanSetting } from '../../bench/plant/clean-comp.ts';
import { placeEdit, randomEdit } from '../formats/comp/random-edits.ts';

const texts = fc.constantFrom(cleanComp(2), cleanComp(1), cleanSetting('Look'));

function read(reader: CompReader, text: DocumentText, changes?: readonly TextChange[]): Comp {
  const reading = reader.read(text, changes);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

/** The findings in an order that does not hang on which check was asked first. */
function inLines(comp: Comp, checker: CompChecker): readonly string[] {
  return checkComp(comp, {}, checker)
    .map((finding) => JSON.stringify(finding))
    .sort();
}

test('what is kept from version to version finds what would be found anew', { timeout: 120_000 }, () => {
  const checked = fc.property(texts, fc.array(randomEdit, { minLength: 1, maxLength: 12 }), (begin, edits) => {
    const reader = new CompReader(new TextReader());
    const checker = new CompChecker();
    let text = DocumentText.of(begin);
    inLines(read(reader, text), checker);
    for (const edit of edits) {
      const range = placeEdit(text.whole, edit);
      text = text.edited(range, edit.text);
      const comp = read(reader, text, [{ range, length: edit.text.length }]);
      expect(inLines(comp, checker)).toEqual(inLines(parseComp(text.whole), new CompChecker()));
    }
  });
  fc.assert(checked, { numRuns: 150, seed: 1 });
});
