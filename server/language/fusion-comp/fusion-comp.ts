import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import { checkComp } from '../../checks/check-comp.ts';
import { detectComp } from '../../formats/comp/find-root.ts';
import type { Comp } from '../../formats/comp/model.ts';
import { parseComp } from '../../formats/comp/parse-comp.ts';
import type {
  Definition,
  HoverText,
  LanguageModel,
  LanguageSupport,
  Occurrence,
  OutlineItem,
} from '../language-support.ts';
import type { Markup } from '../markup.ts';
import { CompIndex } from './comp-index.ts';
import { definitionAt } from './definition.ts';
import { hoverAt } from './hover.ts';
import { occurrencesAt } from './occurrences.ts';
import { outlineOf } from './outline.ts';

/** What one version of a `.comp` or `.setting` says. */
class FusionCompModel implements LanguageModel {
  readonly #comp: Comp;
  #builtIndex: CompIndex | undefined;

  constructor(text: string) {
    this.#comp = parseComp(text);
  }

  get #index(): CompIndex {
    this.#builtIndex ??= new CompIndex(this.#comp);
    return this.#builtIndex;
  }

  findings(overrides: SeverityOverrides): readonly Finding[] {
    return checkComp(this.#comp, overrides);
  }

  outline(): readonly OutlineItem[] {
    return outlineOf(this.#comp);
  }

  definition(offset: number): Definition | undefined {
    return definitionAt(this.#index, offset);
  }

  occurrences(offset: number): readonly Occurrence[] {
    return occurrencesAt(this.#index, offset);
  }

  hover(offset: number, markup: Markup): HoverText | undefined {
    return hoverAt(this.#comp.text, this.#index, offset, markup);
  }
}

/** Fusion's comps and settings. */
export const fusionComp: LanguageSupport = {
  languageId: 'fusion-comp',
  recognizes: (uri, text) => /\.(comp|setting)$/i.test(uri) && detectComp(text) !== undefined,
  read: (text) => new FusionCompModel(text),
};
