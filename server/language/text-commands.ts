import { readClip } from '../formats/render-spec/read-clip.ts';
import type { SaverChoice, SpecAnswer } from './answers/saver-specs.ts';
import { saverChoices, specAnswer } from './fusion-comp/render-spec/saver-specs.ts';
import { specQuestion } from './spec-question.ts';

/** A command about a text that the client hands over, such as what was copied, instead of about a document. */
export type TextCommand = (text: string, rest: readonly string[]) => unknown;

/** The commands about texts, by the ids that clients send. Each gets the text first. */
export const TEXT_COMMANDS: Readonly<Record<string, TextCommand>> = {
  /** The Savers among copied tools. */
  'compline.clipSavers': (text): readonly SaverChoice[] => saverChoices(readClip(text), undefined),
  /** What one of them writes, as a render spec says it. */
  'compline.specOfClip': (text, rest): Promise<SpecAnswer> => specAnswer(readClip(text), specQuestion(rest)),
};
