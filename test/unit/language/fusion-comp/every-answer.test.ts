import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fusionComp } from '../../../../server/language/fusion-comp/fusion-comp.ts';
import { OpenDocument } from '../../../../server/language/open-document.ts';
import { cleanComp, cleanSetting } from '../../../bench/plant/clean-comp.ts';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../../fuzz.ts';
import { compText, tokenSoup } from '../../formats/comp/generate-comp.ts';
import { placeEdit, type RandomEdit, randomEdit, share } from '../../formats/comp/random-edits.ts';
import { type Asked, askAt, askOfWhole } from './ask-everything.ts';
import { fakePlace } from './fake-place.ts';
import { flowText } from './generate-flow.ts';

const place = fakePlace({
  project: { root: '/show', config: undefined, step: undefined, renderSpec: undefined },
  media: {
    '/show/sh010/comp/plates/shot1_part1.1001.exr': { kind: 'sequence', frames: [{ first: 1001, last: 1010 }] },
  },
});

/** A composition that has a little of everything. */
const VARIOUS = `Composition {
	RenderRange = { 1001, 1100 },
	GlobalRange = { 1001, 1200 },
	LockedTools = 1,
	DisabledTools = 1,
	OutputClips = { "Comp:/out/a.0000.exr" },
	AudioFilename = "Plates:/sound.wav",
	Tools = {
		Read = Loader {
			PassThrough = true,
			Clips = {
				Clip {
					ID = "Clip1",
					Filename = "Plates:/_published/003_OK/p_v003.0001.exr",
					FormatID = "OpenEXRFormat",
					TrimIn = 2,
					TrimOut = 9
				}
			},
		}, -- the plate
		["目パチ"] = Background { Locked = true,
			Inputs = {
				TopLeftRed = Input { Value = 0.5, },
				TopLeftGreen = Input { Value = 0.25, },
				TopLeftBlue = Input { Value = 1, },
				Type = Input { Value = FuID { "Gradient" }, },
				Gradient = Input { Value = Gradient { Colors = { [0] = { 1, 0, 0, 1 }, [1] = { 0, 0, 1, 1 } } }, },
			},
			Colors = { TileColor = { R = 0.2, G = 0.4, B = 0.6 }, },
		},
		Look = GroupOperator {
			Outputs = { MainOutput1 = InstanceOutput { SourceOp = "Over", Source = "Output", } },
			Tools = ordered() {
				Over = Merge {
					Inputs = {
						Background = Input { SourceOp = "Read", Source = "Output", },
						Foreground = Input { SourceOp = "目パチ", Source = "Output", },
						Blend = Input { Expression = "iif(time > 1, Read.Gain, self.Blend * 2) -- \\"x\\"", },
						Size = Input { SourceOp = "Curve", Source = "Value", },
					},
					UserControls = ordered() {
						Mine = { LINKID_DataType = "Number", INPID_InputControl = "SliderControl", INP_Default = 2, INP_MaxAllowed = 1, },
					},
				},
				Curve = BezierSpline {
					SplineColor = { Red = 225, Green = 0, Blue = 225 },
					KeyFrames = {
						[0] = { 1, RH = { 3, 1 }, Flags = { Linear = true } },
						[9] = { 2, LH = { 6, 1 } }
					}
				},
			},
		},
		Copy = Merge {
			SourceOp = "Over",
			CustomData = {
				Settings = {
					[1] = {
						Tools = ordered() {
							Copy = Merge {
								Locked = true,
							},
						}
					}
				}
			},
		},
		Out = Saver {
			Inputs = {
				Clip = Input {
					Value = Clip {
						Filename = "Comp:/out/a.0000.exr",
						FormatID = "OpenEXRFormat",
					},
				},
				Input = Input { SourceOp = "Look", Source = "MainOutput1", },
			},
		},
	},
	Prefs = { Comp = { Paths = { Map = { ["Plates:"] = "/show/plates" } }, FrameFormat = { Rate = 25 } } }
}
`;

const texts = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(VARIOUS, VARIOUS.replaceAll('\n', '\r\n'), cleanComp(1), cleanSetting('Glow')),
  },
  compText,
  flowText,
  tokenSoup,
);

/** Puts one word of the text in the place of another: a name gets another, a tool another source. */
interface WordEdit {
  readonly from: number;
  readonly to: number;
}

const wordEdit: fc.Arbitrary<WordEdit> = fc.record({ from: fc.noBias(fc.nat()), to: fc.noBias(fc.nat()) });

const WORD = /[\w.-]+|[^\s\w]/g;

function placeWordEdit(text: string, { from, to }: WordEdit): { start: number; end: number; text: string } {
  const words = [...text.matchAll(WORD)];
  const source = words[from % Math.max(1, words.length)];
  // A word of its own kind, most often: names for names, marks for marks.
  const alike = words.filter((word) => /\w/.test(word[0]) === /\w/.test(source?.[0] ?? ''));
  const target = alike[to % Math.max(1, alike.length)];
  const start = target?.index ?? 0;
  return { start, end: start + (target?.[0].length ?? 0), text: source?.[0] ?? '' };
}

type Edit = RandomEdit | WordEdit;

/** A document that is edited as an editor does it. */
class Edited {
  readonly #document: OpenDocument;

  constructor(text: string) {
    this.#document = open(text);
  }

  get asked(): Asked {
    return asked(this.#document);
  }

  edit(edit: Edit): void {
    const { text, version } = this.#document;
    const it = 'at' in edit ? { ...placeEdit(text, edit), text: edit.text } : placeWordEdit(text, edit);
    this.#document.update([{ range: this.#document.rangeOf(it), text: it.text }], version + 1);
  }
}

function open(text: string): OpenDocument {
  return new OpenDocument({ uri: 'test:/a.comp', version: 1, text }, fusionComp);
}

function asked(document: OpenDocument): Asked {
  const { model, text } = document;
  if (model === undefined) throw new Error('A comp has a model.');
  return { model, text, place };
}

describe('of a comp that is edited', { timeout: FUZZ_TIMEOUT }, () => {
  const edits = fc.array(fc.oneof(randomEdit, wordEdit), { minLength: 1, maxLength: 6 });

  test('every answer is about the text, and is the one that the text would get if it were opened anew', async () => {
    await fc.assert(
      fc.asyncProperty(texts, edits, async (text, edits) => {
        const edited = new Edited(text);
        await askOfWhole(edited.asked);
        for (const edit of edits) {
          edited.edit(edit);
          const answers = await askOfWhole(edited.asked);
          expect(answers).toEqual(await askOfWhole(asked(open(edited.asked.text))));
        }
      }),
      { numRuns: fuzzRuns(60) },
    );
  });

  test('so is every answer about a place in it', async () => {
    const places = fc.array(share, { minLength: 3, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(texts, edits, places, async (text, edits, places) => {
        const edited = new Edited(text);
        for (const edit of edits) {
          edited.edit(edit);
          const fresh = asked(open(edited.asked.text));
          for (const place of places) {
            const offset = Math.round(place * (fresh.text.length + 20)) - 10;
            expect(await askAt(edited.asked, offset)).toEqual(await askAt(fresh, offset));
          }
        }
      }),
      { numRuns: fuzzRuns(60) },
    );
  });
});
