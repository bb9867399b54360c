import type { Finding, SeverityOverrides } from '../checks/check.ts';
import type { DocumentText } from '../formats/text/document-text.ts';
import type { TextChange, TextEdit, TextRange } from '../formats/text/range.ts';
import type { CompPlace } from '../project/comp-place.ts';
import type { CodeLens, LensText } from './answers/code-lenses.ts';
import type { Colour, ColouredRange, ColourWriting } from './answers/colours.ts';
import type { Completions } from './answers/completion.ts';
import type { FileLink } from './answers/document-links.ts';
import type { ShotExpansion } from './answers/expanded-shots.ts';
import type { FileDefinition } from './answers/file-definition.ts';
import type { FileEdit } from './answers/file-edit.ts';
import type { FileFact } from './answers/file-facts.ts';
import type { Fold } from './answers/folding.ts';
import type { HierarchyItem, HierarchyLink } from './answers/hierarchy.ts';
import type { InPlace } from './answers/in-place.ts';
import type { InlayHint } from './answers/inlay-hints.ts';
import type { PipelineLocks } from './answers/pipeline-locks.ts';
import type { RefactoringOffer, RefactoringPlace } from './answers/refactorings.ts';
import type { UsedFolder } from './answers/relinking.ts';
import type { RenameOutcome, RenameTarget } from './answers/rename.ts';
import type { SaverChoice, SpecAnswer, SpecQuestion } from './answers/saver-specs.ts';
import type { SceneSetup } from './answers/scene-setup.ts';
import type { MeaningfulWord } from './answers/semantic-tokens.ts';
import type { Signature } from './answers/signature.ts';
import type { Markup } from './markup.ts';
import type { Pausing } from './pausing.ts';

/** One language the server understands. Adding a language is one of these and one line in `languages.ts`. */
export interface LanguageSupport {
  /** The language id a client opens its documents with, such as `fusion-comp`. */
  readonly languageId: string;
  /** Whether a file of this name, without its folder, may be in this language: the same function as in its `FileKind`,
   * imported by itself, since a kind has its checks behind it. Of a language without it only open documents are known. */
  matches?(fileName: string): boolean;
  /** Whether a document opened as another language is really in this one, by its address and its text: editors that
   * know nothing of Fusion take a `.comp` for a shader. */
  recognizes?(uri: string, text: string): boolean;
  /** Makes what reads the versions of one document; a promise where it is loaded first, so that the server starts as
   * quickly without it. */
  createReader(): DocumentReader | Promise<DocumentReader>;
  /** Characters that ask for suggestions in this language and not in others. */
  readonly triggers?: readonly string[];
  /** What is remembered of a file that is not open: what can be searched for in it, and the files it names. */
  facts?(text: string): Pausing<FileFact> | Promise<Pausing<FileFact>>;
  /** How a text that a fact is about is written in a file, in the `style` of the fact; as it is where absent. */
  writeText?(text: string, style?: string): string;
}

/** Reads the versions of one document, one after the other. */
export interface DocumentReader {
  /** It reads each version by its text alone: the reading of one that is past may be given up. */
  readonly readsWhole?: boolean;
  /**
   * Reads a version: the first one, or the one that `changes` make of the last, in their order. Never fails: what is
   * wrong with the text is among the model's findings. The work may pause wherever it yields. The model of the version
   * before is not asked any more.
   */
  read(text: DocumentText, changes?: readonly TextChange[]): Generator<undefined, LanguageModel>;
}

/**
 * What one version of a text says, asked by offset in UTF-16 code units. It knows nothing of the protocol. A language
 * leaves out what it does not offer; the feature then answers with nothing.
 */
export interface LanguageModel {
  /** Everything that is wrong, in no order. */
  findings(overrides: SeverityOverrides): Pausing<Finding>;
  /** Takes this version for one that was opened or saved: how later ones differ from it are edits. Quick. */
  settle?(): void;
  /** What is wrong with the edits since the version that was settled last: the one answer that the text alone does not
   * decide. In no order. */
  editFindings?(overrides: SeverityOverrides): Pausing<Finding>;
  /** What the project and the disk have to bear out: one result, once all of the text is read. */
  inPlace?(): Pausing<InPlace>;
  /** The parts of the document in document order, each after the part that it is in. */
  outline?(): Pausing<OutlineItem>;
  /** Where what stands at `offset` is defined; absent when nothing there has a definition. */
  definition?(offset: number): Definition | undefined;
  /** Where what stands at `offset` is defined in another file; asked where `definition` knows nothing. */
  definitionElsewhere?(offset: number, askPlace: AskPlace): Promise<FileDefinition | undefined>;
  /** What the thing at `offset` is made of, copies or hands on. */
  typeDefinition?(offset: number): Definition | undefined;
  /** Everything that means the same as what stands at `offset`, in document order. */
  occurrences?(offset: number): readonly Occurrence[];
  /** Work that questions about what stands at `offset`, if that is given, and is mentioned anywhere wait for; without it
   * they do it at once. */
  prepareMentions?(offset?: number): Pausing<never>;
  /** The name at `offset`, where it can be given another. */
  renameTarget?(offset: number): RenameTarget | undefined;
  /** What gives the thing at `offset` another name, or why it cannot have it. */
  rename?(offset: number, newName: string): RenameOutcome;
  /** What `rename` changes in other files. */
  renameElsewhere?(offset: number, newName: string, askPlace: AskPlace): Promise<readonly FileEdit[]>;
  /** The member at `offset` of the hierarchy of what feeds what. */
  hierarchyItem?(offset: number): HierarchyItem | undefined;
  /** What feeds the member with this path, and what it feeds. */
  incoming?(path: readonly string[]): Pausing<HierarchyLink>;
  outgoing?(path: readonly string[]): Pausing<HierarchyLink>;
  /** The stretches around `offset` that make sense to select, each inside the next. */
  selections?(offset: number): readonly TextRange[];
  /** The stretches that can be folded away. */
  folds?(): Pausing<Fold>;
  /** What is to be said about what stands at `offset`, also of files that are named there. */
  hover?(offset: number, markup: Markup, askPlace: AskPlace): Promise<HoverText | undefined>;
  /** What may be written at `offset`, also names of files. */
  completions?(offset: number, askPlace: AskPlace): Promise<Completions | undefined>;
  /** What is to be said about the suggestion with this `topic`. */
  describeCompletion?(topic: readonly string[], markup: Markup): string | undefined;
  /** What the constructor around `offset` may hold. */
  signature?(offset: number, markup: Markup): Signature | undefined;
  /** The words whose meaning is known, of a stretch of the text or of all of it; in no order. */
  words?(range?: TextRange): Pausing<MeaningfulWord>;
  /** The edits that put white space right, in a stretch of the text or in all of it, in order. A text that is indented
   * with blanks is indented with `indent`. */
  format?(indent: string, range?: TextRange): Pausing<TextEdit>;
  /** The edits that put indents right once `character` was typed before `offset`. */
  formatTyped?(offset: number, character: string, indent: string): Pausing<TextEdit>;
  /** The names of files, as links to what lies around the document. */
  links?(place: CompPlace): Pausing<FileLink>;
  /** The file that a link to `path` opens, as an absolute path; absent when nothing is there. */
  linkTarget?(path: string, place: CompPlace): Promise<string | undefined>;
  /** The colours in the text. */
  colours?(): Pausing<ColouredRange>;
  /** How `colour` is written in the place of the colour at `range`; absent when there is none. */
  writeColour?(range: TextRange, colour: Colour): ColourWriting | undefined;
  /** The hints in a stretch of the text; with a place, also those that need to know where the document lies. */
  hints?(range: TextRange, place: CompPlace | undefined): Pausing<InlayHint>;
  /** The lines above parts of the document. */
  lenses?(place: CompPlace): Pausing<CodeLens>;
  /** The words of one of `lenses`; absent when its part is no longer there. */
  lensText?(lens: CodeLens, place: CompPlace): Promise<LensText | undefined>;
  /** The refactorings that are offered at a place, in the order of a menu. */
  refactorings?(at: RefactoringPlace): readonly RefactoringOffer[];
  /** The edits of the refactoring with this id. */
  refactor?(id: string, at: RefactoringPlace): Pausing<TextEdit>;
  /** What has `tool`, or everything that reads published files, read the newest version; the edits are to be made as
   * long as the document is still the same. */
  updateToNewest?(place: CompPlace, tool: string | undefined): Promise<() => readonly TextEdit[]>;
  /** Edits that have a tool read another version of what it reads: the next one, the one before, or a number. */
  moveVersion?(place: CompPlace, tool: string, step: 'up' | 'down' | number): Promise<() => readonly TextEdit[]>;
  /** What sets the document up as its project says. */
  setup?(place: CompPlace): SceneSetup;
  /** What locks the parts by which the pipeline renders. */
  lockPipeline?(place: CompPlace | undefined): PipelineLocks;
  /** The edits that make a farm the one that jobs go to by themselves; absent where the text cannot be added to. */
  setDefaultFarm?(farm: string): readonly TextEdit[] | undefined;
  /** The folders of the files that the document names. */
  usedFolders?(place: CompPlace): Pausing<UsedFolder>;
  /** The edits that move every path below one folder to another; both are absolute. */
  relink?(place: CompPlace, from: string, to: string): Pausing<TextEdit>;
  /** The first videos that the shots of a project stand for, at most so many, beginning with the shot of this number,
   * counted from 0. */
  expandShots?(from: number, most: number, askPlace: AskPlace): Promise<ShotExpansion>;
  /** What writes files; the one that is meant by the cursor at `offset` is marked. */
  savers?(offset: number | undefined, place: CompPlace | undefined): readonly SaverChoice[];
  /** What one of `savers` writes, as a render spec says it. */
  specOfSaver?(question: SpecQuestion): Promise<SpecAnswer>;
}

/** Finds where the document lies, which may take its time: only what is about files asks. */
export type AskPlace = () => Promise<CompPlace | undefined>;

/** What a part of a document is, from which a client chooses its icon. */
export type OutlineKind =
  | 'tool'
  | 'media'
  | 'group'
  | 'macro'
  | 'modifier'
  | 'annotation'
  | 'section'
  | 'list'
  | 'value'
  | 'project'
  | 'shot'
  | 'template'
  | 'settings';

/** One part of a document in its outline. */
export interface OutlineItem {
  readonly name: string;
  readonly detail: string;
  readonly kind: OutlineKind;
  /** The whole part. */
  readonly range: TextRange;
  /** Its name, inside `range`. */
  readonly nameRange: TextRange;
  /** So many parts are around it. */
  readonly depth: number;
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
