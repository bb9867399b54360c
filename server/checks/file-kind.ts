import type { DecodedText } from '../formats/text/decode.ts';
import type { CompPlace } from '../project/comp-place.ts';
import type { Finding, Observation, SeverityOverrides } from './check.ts';

/**
 * A kind of file that is checked: adding one is one of these and one line in `file-kinds.ts`. The command line and
 * the publish go by it; the editor has a `LanguageSupport` besides, which takes the names over from it. It is in memory
 * wherever files are listed: what reads and checks a text is loaded by `read`.
 */
export interface FileKind {
  /** The language id of its documents, such as `fusion-comp`. */
  readonly languageId: string;
  /** Whether a file of this name, without its folder, may be of this kind. */
  matches(fileName: string): boolean;
  /** Whether the text is really of this kind; absent where the name alone decides. */
  recognizes?(text: string): boolean;
  /**
   * What is to be said of a file whose name is of this kind and whose content is not; `undefined` for a file that is read
   * all the same, since its text is only damaged. A kind that leaves such files to others has no `refusal`.
   */
  refusal?(decoded: DecodedText): Refusal | undefined;
  /** Reads a text. Never fails: what is wrong with it is among the findings. */
  read(text: string): ReadFile | Promise<ReadFile>;
}

/** Why a file cannot be read as what its name says. */
export interface Refusal {
  /** The code of a check of files. */
  readonly code: string;
  readonly observation: Observation;
  /** The file is surely another program's, which shares the ending: nobody's mistake. */
  readonly isOthers: boolean;
}

/** A text that was read. */
export interface ReadFile {
  /** Everything that is wrong with the text alone, in no order. */
  findings(overrides: SeverityOverrides): Iterable<Finding | undefined>;
  /** What its project and the disk find wrong; absent where they have nothing to say. */
  inPlace?(place: CompPlace, overrides: SeverityOverrides): Promise<readonly Finding[]>;
}
