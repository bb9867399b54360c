import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import { CompChecker } from '../../checks/check-comp.ts';
import { EditChecker } from '../../checks/check-edits.ts';
import { checkInPlace } from '../../checks/check-project.ts';
import { compKind } from '../../checks/comp-kind.ts';
import { ProjectFactReader } from '../../checks/project-facts.ts';
import { CompReader } from '../../formats/comp/comp-reader.ts';
import { detectComp } from '../../formats/comp/find-root.ts';
import { formatComp } from '../../formats/comp/format/format-comp.ts';
import { formatTyped } from '../../formats/comp/format/format-typed.ts';
import type { Comp } from '../../formats/comp/model.ts';
import { quote } from '../../formats/comp/quoted-string.ts';
import { TextReader } from '../../formats/comp/read/text-reader.ts';
import { fusionRegistry } from '../../formats/comp/registry/fusion-registry.ts';
import { FramesInComp } from '../../formats/frame-texts/frames-in-comp.ts';
import type { DocumentText } from '../../formats/text/document-text.ts';
import type { TextChange, TextEdit, TextRange } from '../../formats/text/range.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { CodeLens, LensText } from '../answers/code-lenses.ts';
import type { Colour, ColouredRange, ColourWriting } from '../answers/colours.ts';
import type { Completions } from '../answers/completion.ts';
import type { FileLink } from '../answers/document-links.ts';
import type { Fold } from '../answers/folding.ts';
import type { HierarchyItem, HierarchyLink } from '../answers/hierarchy.ts';
import type { InPlace } from '../answers/in-place.ts';
import type { InlayHint } from '../answers/inlay-hints.ts';
import type { PipelineLocks } from '../answers/pipeline-locks.ts';
import type { RefactoringOffer, RefactoringPlace } from '../answers/refactorings.ts';
import type { UsedFolder } from '../answers/relinking.ts';
import type { RenameOutcome, RenameTarget } from '../answers/rename.ts';
import type { SaverChoice, SpecAnswer, SpecQuestion } from '../answers/saver-specs.ts';
import type { SceneSetup } from '../answers/scene-setup.ts';
import type { MeaningfulWord } from '../answers/semantic-tokens.ts';
import type { Signature } from '../answers/signature.ts';
import { withFrameTexts } from '../frame-range/with-frame-texts.ts';
import type {
  AskPlace,
  Definition,
  DocumentReader,
  HoverText,
  LanguageModel,
  LanguageSupport,
  Occurrence,
  OutlineItem,
} from '../language-support.ts';
import type { Markup } from '../markup.ts';
import type { Pausing } from '../pausing.ts';
import { CompColours } from './colours/comp-colours.ts';
import { CompFiles } from './comp-files.ts';
import { CompIndex } from './comp-index.ts';
import { completionsAt } from './completion/complete.ts';
import { describeCompletion } from './completion/describe-completion.ts';
import { definitionAt } from './definition.ts';
import { factsOf } from './file-facts.ts';
import { foldsOf } from './folding.ts';
import { hierarchyAt, incomingOf, outgoingOf } from './hierarchy.ts';
import { CompHints } from './hints/comp-hints.ts';
import { hoverAt } from './hover.ts';
import { lensesOf } from './lenses/comp-lenses.ts';
import { lensText } from './lenses/lens-text.ts';
import { fileToOpen } from './links/file-to-open.ts';
import { linksOf } from './links/links-of.ts';
import { moveVersion, updateToNewest, type VersionStep } from './newest-versions.ts';
import { occurrencesAt } from './occurrences.ts';
import { outlineOf } from './outline.ts';
import { lockPipeline } from './pipeline-savers.ts';
import { editsOfRefactoring, refactoringsAt } from './refactorings/refactor.ts';
import { relink, usedFolders } from './refactorings/relink.ts';
import { renameAt, renameTargetAt } from './rename.ts';
import { saverChoices, specAnswer } from './render-spec/saver-specs.ts';
import { selectionsAt } from './selection.ts';
import { CompWords } from './semantic-tokens.ts';
import { setupScene } from './setup/setup-scene.ts';
import { signatureAt } from './signature.ts';
import { typeDefinitionAt } from './type-definition.ts';

export { saversOfClip, specOfClip } from './render-spec/clip-specs.ts';

/** What is kept from version to version of a document, so that it is worked out once for each text of a tool. */
class Kept {
  readonly checker = new CompChecker();
  readonly edits = new EditChecker();
  readonly projectFacts = new ProjectFactReader();
  readonly files = new CompFiles();
  readonly colours = new CompColours();
  readonly words = new CompWords();
  readonly hints = new CompHints(fusionRegistry);
  readonly frames = new FramesInComp();
}

/** What one version of a `.comp` or `.setting` says. */
class FusionCompModel implements LanguageModel {
  readonly #comp: Comp;
  readonly #checker: CompChecker;
  readonly #edits: EditChecker;
  readonly #projectFacts: ProjectFactReader;
  readonly #files: CompFiles;
  readonly #colours: CompColours;
  readonly #words: CompWords;
  readonly #hints: CompHints;
  #builtIndex: CompIndex | undefined;

  constructor(comp: Comp, { checker, edits, projectFacts, files, colours, words, hints }: Kept) {
    this.#comp = comp;
    this.#checker = checker;
    this.#edits = edits;
    this.#projectFacts = projectFacts;
    this.#files = files;
    this.#colours = colours;
    this.#words = words;
    this.#hints = hints;
  }

  get #index(): CompIndex {
    this.#builtIndex ??= new CompIndex(this.#comp);
    return this.#builtIndex;
  }

  findings(overrides: SeverityOverrides): Pausing<Finding> {
    return this.#checker.findings(this.#comp, overrides);
  }

  settle(): void {
    this.#edits.settle(this.#comp);
  }

  editFindings(overrides: SeverityOverrides): Pausing<Finding> {
    return this.#edits.findings(this.#comp, overrides);
  }

  *inPlace(): Pausing<InPlace> {
    for (const facts of this.#projectFacts.of(this.#comp)) {
      yield facts && { findings: (...asked) => checkInPlace(facts, ...asked) };
    }
  }

  outline(): Pausing<OutlineItem> {
    return outlineOf(this.#comp);
  }

  definition(offset: number): Definition | undefined {
    return definitionAt(this.#index, offset);
  }

  typeDefinition(offset: number): Definition | undefined {
    return typeDefinitionAt(this.#index, offset);
  }

  prepareMentions(offset?: number): Pausing<never> {
    return this.#index.prepareMentions(offset);
  }

  renameTarget(offset: number): RenameTarget | undefined {
    return renameTargetAt(this.#index, offset);
  }

  rename(offset: number, newName: string): RenameOutcome {
    return renameAt(this.#index, offset, newName);
  }

  hierarchyItem(offset: number): HierarchyItem | undefined {
    return hierarchyAt(this.#index, offset);
  }

  incoming(path: readonly string[]): Pausing<HierarchyLink> {
    return incomingOf(this.#index, path);
  }

  outgoing(path: readonly string[]): Pausing<HierarchyLink> {
    return outgoingOf(this.#index, path);
  }

  selections(offset: number): readonly TextRange[] {
    return selectionsAt(this.#comp, offset);
  }

  folds(): Pausing<Fold> {
    return foldsOf(this.#comp);
  }

  words(range?: TextRange): Pausing<MeaningfulWord> {
    return range === undefined ? this.#words.of(this.#comp) : this.#words.in(this.#comp, range);
  }

  format(indent: string, range?: TextRange): Pausing<TextEdit> {
    return formatComp(this.#comp, indent, range);
  }

  formatTyped(offset: number, character: string, indent: string): Pausing<TextEdit> {
    return formatTyped(this.#comp, offset, character, indent);
  }

  occurrences(offset: number): readonly Occurrence[] {
    return occurrencesAt(this.#index, offset);
  }

  hover(offset: number, markup: Markup, askPlace: AskPlace): Promise<HoverText | undefined> {
    return hoverAt({ index: this.#index, registry: fusionRegistry, markup, askPlace }, offset);
  }

  completions(offset: number, askPlace: AskPlace): Promise<Completions | undefined> {
    return completionsAt({ index: this.#index, registry: fusionRegistry, askPlace }, offset);
  }

  signature(offset: number, markup: Markup): Signature | undefined {
    return signatureAt(this.#comp, fusionRegistry, offset, markup);
  }

  describeCompletion(topic: readonly string[], markup: Markup): string | undefined {
    return describeCompletion(this.#index, fusionRegistry, topic, markup);
  }

  links(place: CompPlace): Pausing<FileLink> {
    return linksOf(this.#comp, this.#files, place);
  }

  async linkTarget(path: string, place: CompPlace): Promise<string | undefined> {
    return fileToOpen(path, await place.mediaAt(path));
  }

  colours(): Pausing<ColouredRange> {
    return this.#colours.of(this.#comp);
  }

  writeColour(range: TextRange, colour: Colour): ColourWriting | undefined {
    return this.#colours.write(this.#comp, range, colour);
  }

  hints(range: TextRange, place: CompPlace | undefined): Pausing<InlayHint> {
    return this.#hints.in(this.#comp, range, place);
  }

  lenses(place: CompPlace): Pausing<CodeLens> {
    return lensesOf(this.#comp, this.#files, place);
  }

  lensText(lens: CodeLens, place: CompPlace): Promise<LensText | undefined> {
    return lensText(this.#comp, this.#files, lens, place);
  }

  refactorings(at: RefactoringPlace): readonly RefactoringOffer[] {
    return refactoringsAt({ ...at, comp: this.#comp, files: this.#files });
  }

  refactor(id: string, at: RefactoringPlace): Pausing<TextEdit> {
    return editsOfRefactoring(id, { ...at, comp: this.#comp, files: this.#files });
  }

  updateToNewest(place: CompPlace, tool: string | undefined): Promise<() => readonly TextEdit[]> {
    return updateToNewest(this.#comp, this.#files, place, tool);
  }

  moveVersion(place: CompPlace, tool: string, step: VersionStep): Promise<() => readonly TextEdit[]> {
    return moveVersion(this.#comp, this.#files, place, tool, step);
  }

  setup(place: CompPlace): SceneSetup {
    return setupScene(this.#comp, place);
  }

  lockPipeline(place: CompPlace | undefined): PipelineLocks {
    return lockPipeline(this.#comp, place);
  }

  usedFolders(place: CompPlace): Pausing<UsedFolder> {
    return usedFolders(this.#comp, this.#files, place);
  }

  relink(place: CompPlace, from: string, to: string): Pausing<TextEdit> {
    return relink(this.#comp, this.#files, place, from, to);
  }

  savers(offset: number | undefined, place: CompPlace | undefined): readonly SaverChoice[] {
    return saverChoices(this.#comp, offset, place);
  }

  specOfSaver(question: SpecQuestion): Promise<SpecAnswer> {
    return specAnswer(this.#comp, question);
  }
}

/** Reads the versions of one `.comp` or `.setting`. */
class FusionCompReader implements DocumentReader {
  readonly #reader = new CompReader(new TextReader());
  readonly #kept = new Kept();

  *read(text: DocumentText, changes?: readonly TextChange[]): Generator<undefined, LanguageModel> {
    const comp = yield* this.#reader.read(text, changes);
    // Every answer to a client asks for lines.
    yield* text.prepare();
    return withFrameTexts(new FusionCompModel(comp, this.#kept), () => this.#kept.frames.of(comp));
  }
}

/** Fusion's comps and settings. */
export const fusionComp: LanguageSupport = {
  languageId: compKind.languageId,
  matches: compKind.matches,
  recognizes: (uri, text) => compKind.matches(uri) && detectComp(text) !== undefined,
  createReader: () => new FusionCompReader(),
  facts: factsOf,
  writeText: quote,
};
