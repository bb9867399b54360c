import { detectComp } from './detect-comp.ts';

/** The language of Fusion's comps and settings. */
export const COMP_LANGUAGE = 'fusion-comp';

const COMP_FILE = /\.(?:comp|setting)$/i;

/** A document as far as its language depends on it. */
export interface DocumentFacts {
  /** Tells it from other documents. */
  readonly uri: string;
  readonly path: string;
  readonly untitled: boolean;
  readonly language: string;
  /** The beginning of its text, read when it is asked for. */
  readonly head: () => string;
  /** True where the user's settings say the language of files of this name. */
  readonly associated: () => boolean;
}

/**
 * Decides once for each document whether its text asks for another language than the one it has: `fusion-comp` for a
 * comp that another extension has claimed by its name or that was pasted into a new file, `shader` for a shader that
 * was taken for a comp. A document whose text says nothing yet waits for its text. What the user chooses stands: by
 * `files.associations`, or by a change of the language.
 */
export class LanguageChoice {
  readonly #known = new Map<string, 'waiting' | 'decided'>();

  /** A document has opened, or its language has changed: the language it should have, if it is another. */
  opened(document: DocumentFacts): 'fusion-comp' | 'shader' | undefined {
    if (!isCandidate(document)) return undefined;
    const first = !this.#known.has(document.uri);
    // One that was open already has got its language from somebody, who knew what for.
    this.#known.set(document.uri, first ? 'waiting' : 'decided');
    return first ? this.#decide(document) : undefined;
  }

  /** The beginning of a document's text has changed: the language it should have, if it is another. */
  changed(document: DocumentFacts): 'fusion-comp' | 'shader' | undefined {
    return this.waits(document.uri) ? this.#decide(document) : undefined;
  }

  /** True while the text of a document has not said what it is. */
  waits(uri: string): boolean {
    return this.#known.get(uri) === 'waiting';
  }

  /** A document has closed for good. */
  closed(uri: string): void {
    this.#known.delete(uri);
  }

  #decide(document: DocumentFacts): 'fusion-comp' | 'shader' | undefined {
    const kind = detectComp(document.head());
    if (kind === undefined) return undefined;
    // Only what cannot be anything else makes a comp of a file without a name.
    if (document.untitled && kind !== 'comp') return undefined;
    this.#known.set(document.uri, 'decided');
    const isComp = document.language === COMP_LANGUAGE;
    if (isComp !== (kind === 'shader') || document.associated()) return undefined;
    return kind === 'shader' ? 'shader' : COMP_LANGUAGE;
  }
}

function isCandidate({ untitled, path, language }: DocumentFacts): boolean {
  return COMP_FILE.test(path) || (untitled && language === 'plaintext');
}
