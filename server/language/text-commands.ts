import { specQuestion } from './spec-question.ts';

/** A command about a text that the client hands over, such as what was copied, instead of about a document. */
export type TextCommand = (text: string, rest: readonly string[]) => Promise<unknown>;

/** What reads comps takes long to load: that is done when a command needs it. */
const loadComps = () => import('./fusion-comp/fusion-comp.ts');

/** The commands about texts, by the ids that clients send. Each gets the text first. */
export const TEXT_COMMANDS: Readonly<Record<string, TextCommand>> = {
  /** The Savers among copied tools. */
  'compline.clipSavers': async (text) => (await loadComps()).saversOfClip(text),
  /** What one of them writes, as a render spec says it. */
  'compline.specOfClip': async (text, rest) => (await loadComps()).specOfClip(text, specQuestion(rest)),
};
