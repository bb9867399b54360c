import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CompReader } from '../../../../server/formats/comp/comp-reader.ts';
import type { Comp } from '../../../../server/formats/comp/model.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { TextReader } from '../../../../server/formats/comp/read/text-reader.ts';
import { DocumentText } from '../../../../server/formats/text/document-text.ts';
import type { TextChange, TextRange } from '../../../../server/formats/text/range.ts';
import { generatedComp } from '../../../bench/generated-comp.ts';
import { describeComp } from './describe-comp.ts';
import { compText } from './generate-comp.ts';
import { shakenText } from './generate-table.ts';
import { placeEdit, type RandomEdit, randomEdit } from './random-edits.ts';
import { finish } from './read-in-blocks.ts';

/** Edits in all: a run of the tests makes 20 000, `COMPLINE_FUZZ=1000000` as many as one likes. */
const EDITS = Number(process.env.COMPLINE_FUZZ ?? 20_000);
const EDITS_A_RUN = 20;

const SETTING = `{
	Tools = ordered() {
		Glow = MacroOperator {
			Inputs = ordered() {
				Input1 = InstanceInput {
					SourceOp = "Blur1",
					Source = "Input",
				},
			},
			Outputs = {
				MainOutput1 = InstanceOutput { SourceOp = "Merge1", Source = "Output", }
			},
			Tools = ordered() {
				Blur1 = Blur {
					Inputs = {
						XBlurSize = Input { Value = 5, },
					},
				},
				Merge1 = Merge {
					Inputs = {
						Background = Input { SourceOp = "Blur1", Source = "Output", },
						Blend = Input { Expression = "Blur1.XBlurSize", },
					},
				},
			},
		},
	},
	ActiveTool = "Glow"
}
`;

const texts = fc.oneof(
  { weight: 4, arbitrary: compText },
  shakenText,
  fc.constant(SETTING),
  fc.constant(generatedComp(2_000)),
);

const manyEdits = fc.array(randomEdit, { minLength: 1, maxLength: EDITS_A_RUN * 2 - 1 });
const someEdits = fc.array(randomEdit, { minLength: 1, maxLength: 10 });

/** A text that is edited, and the reader that follows it. */
class Edited {
  readonly #reader: CompReader;
  text: DocumentText;
  comp: Comp;

  constructor(text: string, isSmall: boolean) {
    this.#reader = new CompReader(new TextReader(), isSmall ? text.length : 0);
    this.text = DocumentText.of(text);
    this.comp = this.#read();
  }

  edit(edits: readonly { readonly range: TextRange; readonly text: string }[]): void {
    for (const { range, text } of edits) this.text = this.text.edited(range, text);
    this.comp = this.#read(edits.map(({ range, text }) => ({ range, length: text.length })));
  }

  #read(changes?: readonly TextChange[]): Comp {
    return finish(this.#reader.read(this.text, changes));
  }
}

/** Every range lies in the text and in the range around it. */
function expectNested(comp: Comp, length: number): void {
  const inside = (inner: TextRange, outer: TextRange) =>
    expect(outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end).toBe(true);
  for (const error of comp.errors) inside(error.range, { start: 0, end: length });
  for (const tool of comp.tools) {
    inside(tool.entry, { start: 0, end: length });
    inside(tool.nameRange, tool.entry);
    inside(tool.table, tool.entry);
    for (const entry of tool.table.entries) inside(entry, tool.table);
    for (const input of tool.inputs) inside(input.nameRange, input.entry);
  }
}

const toEdit = (text: string, edit: RandomEdit) => ({ range: placeEdit(text, edit), text: edit.text });

describe('a comp that is edited', { timeout: 600_000 + EDITS * 60 }, () => {
  test('says what it would say if it were read anew, and nothing lies outside of anything', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), manyEdits, (begin, isSmall, edits) => {
        const edited = new Edited(begin, isSmall);
        expect(describeComp(edited.comp)).toEqual(describeComp(parseComp(begin)));
        for (const [index, edit] of edits.entries()) {
          const whole = edited.text.whole;
          const first = toEdit(whole, edit);
          // Now and then several edits come together, as one change of a document.
          const more = index % 5 === 4 ? [toEdit(edited.text.edited(first.range, first.text).whole, edit)] : [];
          edited.edit([first, ...more]);
          expect(describeComp(edited.comp)).toEqual(describeComp(parseComp(edited.text.whole)));
        }
        expectNested(edited.comp, edited.text.length);
      }),
      { numRuns: Math.ceil(EDITS / EDITS_A_RUN), endOnFailure: Boolean(process.env.X) },
    );
  });

  test('knows the tools that a tool holds from an edit on', () => {
    const edited = new Edited(
      'Composition {\n\tTools = {\n\t\tA = Merge {\n\t\t\tInfo = {\n\t\t\t\tB = { 1 },\n\t\t\t},\n\t\t},\n\t},\n}\n',
      false,
    );
    const start = edited.text.whole.indexOf('Info');
    edited.edit([{ range: { start, end: start + 'Info'.length }, text: 'Tools' }]);
    expect(edited.comp.tools.map(({ name }) => name)).toEqual(['A', 'B']);
  });

  test('says what it said first when every edit is undone', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), someEdits, (begin, isSmall, edits) => {
        const edited = new Edited(begin, isSmall);
        const before = describeComp(edited.comp);
        const undo: { range: TextRange; text: string }[] = [];
        for (const edit of edits) {
          const { range, text } = toEdit(edited.text.whole, edit);
          const gone = edited.text.slice(range.start, range.end);
          undo.unshift({ range: { start: range.start, end: range.start + text.length }, text: gone });
          edited.edit([{ range, text }]);
        }
        for (const back of undo) edited.edit([back]);
        expect(describeComp(edited.comp)).toEqual(before);
      }),
      { numRuns: Math.ceil(EDITS / 200) },
    );
  });
});
