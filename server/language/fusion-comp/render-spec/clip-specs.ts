import { readClip } from '../../../formats/render-spec/read-clip.ts';
import type { SaverChoice, SpecAnswer, SpecQuestion } from '../../answers/saver-specs.ts';
import { saverChoices, specAnswer } from './saver-specs.ts';

/** The Savers among copied tools; the one that is meant is marked. */
export function saversOfClip(text: string): readonly SaverChoice[] {
  return saverChoices(readClip(text), undefined);
}

/** What one of them writes, as a render spec says it. */
export function specOfClip(text: string, question: SpecQuestion): Promise<SpecAnswer> {
  return specAnswer(readClip(text), question);
}
