import type { TextRange } from '../../formats/text/range.ts';
import type { CompPlace } from '../../project/comp-place.ts';

/** Where a refactoring is asked for. */
export interface RefactoringPlace {
  readonly selection: TextRange;
  /** The user has asked; otherwise the cursor has come here, and only what stands right at it is meant. */
  readonly isInvoked: boolean;
  /** Where the document lies; absent where files cannot be read. */
  readonly place: CompPlace | undefined;
}

/** `rewrite` says the same in another way, `inline` puts what is meant in the place of its name. */
export type RefactoringKind = 'rewrite' | 'inline';

/** A change of the text that keeps what it means, or changes what the user asks for. */
export interface RefactoringOffer {
  /** Names the refactoring when its edits are asked for. */
  readonly id: string;
  readonly title: string;
  readonly kind: RefactoringKind;
  /** Why it cannot be done here, in a sentence; absent where it can. */
  readonly disabled?: string;
  /** What does it, where it is not done by edits alone. */
  readonly command?: EditorCommand;
}

/** A command that is run by the editor or, by way of it, by the server. */
export interface EditorCommand {
  readonly id: string;
  readonly arguments: readonly string[];
  /** True for a command of our own extension, which asks the user something; other editors do not have it. */
  readonly ofExtension: boolean;
}
