import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import { frameFindings, frameFindingsInPlace } from '../../checks/frames/frame-findings.ts';
import type { FrameText } from '../../formats/frame-texts/frame-text.ts';
import type { TextEdit, TextRange } from '../../formats/text/range.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import { shotFrames } from '../../project/shot-frames.ts';
import type { Completions } from '../answers/completion.ts';
import type { InPlace } from '../answers/in-place.ts';
import type { InlayHint } from '../answers/inlay-hints.ts';
import type { RefactoringOffer, RefactoringPlace } from '../answers/refactorings.ts';
import type { MeaningfulWord } from '../answers/semantic-tokens.ts';
import type { AskPlace, HoverText, LanguageModel } from '../language-support.ts';
import type { Markup } from '../markup.ts';
import type { Pausing } from '../pausing.ts';
import { FoundTexts } from './found-texts.ts';
import { completionsOf } from './frame-completions.ts';
import { hintOf } from './frame-hints.ts';
import { hoverOf } from './frame-hover.ts';
import { frameEdits, frameOffers, isFrameRefactoring } from './frame-refactorings.ts';
import { wordsOf } from './frame-words.ts';

/**
 * A model that also answers for the frame texts in its document: what is wrong with them, hovers, hints, completion,
 * refactorings, words. `find` looks for them, once, when something first asks; `blankAt` gives the one that may be
 * written at an offset where there is none yet.
 */
export function withFrameTexts(
  model: LanguageModel,
  find: () => Pausing<FrameText>,
  blankAt?: (offset: number) => FrameText | undefined,
): LanguageModel {
  const answers = new FrameAnswers(model, new FoundTexts(find, blankAt));
  return new Proxy(model, {
    get(target, key) {
      const from = Reflect.has(answers, key) ? answers : target;
      const answer: unknown = Reflect.get(from, key);
      // Models keep what they know in private fields: their methods work on themselves alone.
      return typeof answer === 'function' ? answer.bind(from) : answer;
    },
  });
}

class FrameAnswers implements LanguageModel {
  readonly #model: LanguageModel;
  readonly #texts: FoundTexts;

  constructor(model: LanguageModel, texts: FoundTexts) {
    this.#model = model;
    this.#texts = texts;
  }

  *findings(overrides: SeverityOverrides): Pausing<Finding> {
    yield* this.#model.findings(overrides);
    yield* frameFindings(this.#texts.all(), overrides);
  }

  *inPlace(): Pausing<InPlace> {
    let own: InPlace | undefined;
    for (const result of this.#model.inPlace?.() ?? []) {
      own ??= result;
      yield undefined;
    }
    const texts: FrameText[] = [];
    for (const text of this.#texts.all()) {
      if (text !== undefined) texts.push(text);
      yield undefined;
    }
    if (own === undefined && texts.length === 0) return;
    yield {
      findings: async (place, overrides, isCancelled) => [
        ...((await own?.findings(place, overrides, isCancelled)) ?? []),
        ...(await frameFindingsInPlace(texts, place, overrides, isCancelled)),
      ],
    };
  }

  selections(offset: number): readonly TextRange[] {
    const around = this.#model.selections?.(offset) ?? [];
    const text = this.#texts.at(offset);
    if (text === undefined || text.isBlank || around.some((range) => isSame(range, text.place.range))) return around;
    const outer = around.filter(({ start, end }) => start <= text.place.range.start && end >= text.place.range.end);
    return [text.place.range, ...outer];
  }

  async hover(offset: number, markup: Markup, askPlace: AskPlace): Promise<HoverText | undefined> {
    const text = this.#texts.at(offset);
    const own = await this.#model.hover?.(offset, markup, askPlace);
    if (text === undefined || text.isBlank) return own;
    const said = hoverOf(text, markup, await askPlace());
    return own === undefined ? said : { range: said.range, text: `${said.text}\n\n${own.text}` };
  }

  async completions(offset: number, askPlace: AskPlace): Promise<Completions | undefined> {
    const text = this.#texts.orBlankAt(offset);
    if (text === undefined) return this.#model.completions?.(offset, askPlace);
    const place = await askPlace();
    return completionsOf(text, offset, place && shotFrames(place));
  }

  *words(range?: TextRange): Pausing<MeaningfulWord> {
    const texts: FrameText[] = [];
    for (const text of this.#texts.all()) {
      if (text !== undefined && !text.isBlank && touches(text.place.range, range)) texts.push(text);
      yield undefined;
    }
    for (const word of this.#model.words?.(range) ?? []) {
      yield word !== undefined && isApart(word.range, texts) ? word : undefined;
    }
    for (const text of texts) {
      for (const word of wordsOf(text)) if (touches(word.range, range)) yield word;
      yield undefined;
    }
  }

  *hints(range: TextRange, place: CompPlace | undefined): Pausing<InlayHint> {
    yield* this.#model.hints?.(range, place) ?? [];
    for (const text of this.#texts.in(range)) yield hintOf(text);
  }

  refactorings(at: RefactoringPlace): readonly RefactoringOffer[] {
    const [text, ...more] = this.#texts.in(at.selection);
    const offers = text === undefined || more.length > 0 ? [] : frameOffers(text, at);
    return [...offers, ...(this.#model.refactorings?.(at) ?? [])];
  }

  refactor(id: string, at: RefactoringPlace): Pausing<TextEdit> {
    if (!isFrameRefactoring(id)) return this.#model.refactor?.(id, at) ?? [];
    const [text] = this.#texts.in(at.selection);
    return text === undefined ? [] : frameEdits(id, text, at);
  }
}

function isSame(a: TextRange, b: TextRange): boolean {
  return a.start === b.start && a.end === b.end;
}

function touches(a: TextRange, b: TextRange | undefined): boolean {
  return b === undefined || (a.start <= b.end && b.start <= a.end);
}

/** Whether a word has no place in common with texts, which are in document order. */
function isApart({ start, end }: TextRange, texts: readonly FrameText[]): boolean {
  let low = 0;
  let high = texts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((texts[middle]?.place.range.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return (texts[low]?.place.range.start ?? Number.POSITIVE_INFINITY) >= end;
}
