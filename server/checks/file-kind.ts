import type { CompPlace } from '../project/comp-place.ts';
import type { Finding, SeverityOverrides } from './check.ts';

/**
 * A kind of file that is checked: adding one is one of these and one line in `file-kinds.ts`. The command line, the
 * publish and the workspace's diagnostics go by it; the editor's open documents have a `LanguageSupport` besides.
 */
export interface FileKind {
  /** The language id of its documents, such as `fusion-comp`. */
  readonly languageId: string;
  /** Whether a file of this name, without its folder, may be of this kind. */
  matches(fileName: string): boolean;
  /** Whether the text is really of this kind; absent where the name alone decides. */
  recognizes?(text: string): boolean;
  /** Reads a text. Never fails: what is wrong with it is among the findings. */
  read(text: string): ReadFile;
}

/** A text that was read. */
export interface ReadFile {
  /** Everything that is wrong with the text alone, in no order. */
  findings(overrides: SeverityOverrides): Iterable<Finding | undefined>;
  /** What its project and the disk find wrong; absent where they have nothing to say. */
  inPlace?(place: CompPlace, overrides: SeverityOverrides): Promise<readonly Finding[]>;
}
