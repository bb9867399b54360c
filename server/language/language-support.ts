import type { Finding, SeverityOverrides } from '../checks/check.ts';
import type { TextRange } from '../formats/text/range.ts';
import type { Markup } from './markup.ts';

/** One language the server understands. Adding a language is one of these and one line in `languages.ts`. */
export interface LanguageSupport {
  /** The language id a client opens its documents with, such as `fusion-comp`. */
  readonly languageId: string;
  /** Whether a document opened as another language is really in this one, by its address and its text: editors that
   * know nothing of Fusion take a `.comp` for a shader. */
  recognizes?(uri: string, text: string): boolean;
  /** Reads a text. Never fails: what is wrong with the text is among the model's findings. */
  read(text: string): LanguageModel;
}

/**
 * What one version of a text says, asked by offset in UTF-16 code units. It knows nothing of the protocol. A language
 * leaves out what it does not offer; the feature then answers with nothing.
 */
export interface LanguageModel {
  /** Everything that is wrong, in document order. */
  findings(overrides: SeverityOverrides): readonly Finding[];
  /** The parts of the document as a tree, in document order, children inside their parents. */
  outline?(): readonly OutlineItem[];
  /** Where what stands at `offset` is defined; absent when nothing there has a definition. */
  definition?(offset: number): Definition | undefined;
  /** Everything that means the same as what stands at `offset`, in document order. */
  occurrences?(offset: number): readonly Occurrence[];
  /** What is to be said about what stands at `offset`. */
  hover?(offset: number, markup: Markup): HoverText | undefined;
}

/** What a part of a document is, from which a client chooses its icon. */
export type OutlineKind = 'tool' | 'media' | 'group' | 'macro' | 'modifier' | 'annotation';

/** One part of a document in its outline. */
export interface OutlineItem {
  readonly name: string;
  readonly detail: string;
  readonly kind: OutlineKind;
  /** The whole part. */
  readonly range: TextRange;
  /** Its name, inside `range`. */
  readonly nameRange: TextRange;
  readonly children: readonly OutlineItem[];
}

/** The way from a mention of something to the thing. */
export interface Definition {
  /** The words under the cursor that mean it. */
  readonly origin: TextRange;
  /** The whole definition. */
  readonly target: TextRange;
  /** The name in the definition. */
  readonly targetName: TextRange;
}

/** One place that names a thing. */
export interface Occurrence {
  readonly range: TextRange;
  /** True where the thing is defined, false where it is mentioned. */
  readonly declaration: boolean;
}

/** A text about the words in `range`. */
export interface HoverText {
  readonly range: TextRange;
  readonly text: string;
}
