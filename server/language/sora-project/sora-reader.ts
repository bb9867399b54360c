import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import { soraFindings, soraFindingsInPlace } from '../../checks/check-sora.ts';
import type { CheckedProject, SoraHost } from '../../checks/sora/checked-project.ts';
import { SheetReader } from '../../checks/sora/sheet-reader.ts';
import type { FrameText } from '../../formats/frame-texts/frame-text.ts';
import { findFramesInJson } from '../../formats/frame-texts/frames-in-json.ts';
import { formatProject } from '../../formats/sora/format-project.ts';
import { parsingProject } from '../../formats/sora/parse-project.ts';
import type { SoraProject } from '../../formats/sora/project.ts';
import type { DocumentText } from '../../formats/text/document-text.ts';
import type { TextEdit, TextRange } from '../../formats/text/range.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { CodeLens, LensText } from '../answers/code-lenses.ts';
import type { Completions } from '../answers/completion.ts';
import type { FileLink } from '../answers/document-links.ts';
import type { ShotExpansion } from '../answers/expanded-shots.ts';
import type { FileDefinition } from '../answers/file-definition.ts';
import type { FileEdit } from '../answers/file-edit.ts';
import type { Fold } from '../answers/folding.ts';
import type { InPlace } from '../answers/in-place.ts';
import type { RefactoringOffer, RefactoringPlace } from '../answers/refactorings.ts';
import type { RenameOutcome, RenameTarget } from '../answers/rename.ts';
import { withFrameTexts } from '../frame-range/with-frame-texts.ts';
import type {
  AskPlace,
  DocumentReader,
  HoverText,
  LanguageModel,
  Occurrence,
  OutlineItem,
} from '../language-support.ts';
import type { Markup } from '../markup.ts';
import { type Pausing, pause } from '../pausing.ts';
import { completionsAt, describeCompletion } from './completion/complete.ts';
import { expandedShots } from './expanded-shots.ts';
import { foldsOf } from './folding.ts';
import { hoverAt } from './hover/hover.ts';
import { lensesOf, lensText } from './lenses.ts';
import { linksOf } from './links.ts';
import { outlineOf } from './outline.ts';
import { columnDefinition, columnEdits, occurrencesAt, renameAt, renameTargetAt } from './placeholders.ts';
import { editsOfRefactoring, refactoringsAt } from './refactorings.ts';
import { selectionsAt } from './selection.ts';

// The bundle that this module is made into serves files that are not open too.
export { factsOf } from './file-facts.ts';

/** What one version of a `.sorastudio` says. */
class SoraModel implements LanguageModel {
  readonly #checked: CheckedProject;

  constructor(checked: CheckedProject) {
    this.#checked = checked;
  }

  get #project(): SoraProject {
    return this.#checked.project;
  }

  findings(overrides: SeverityOverrides): Pausing<Finding> {
    return soraFindings(this.#checked, overrides);
  }

  *inPlace(): Pausing<InPlace> {
    yield { findings: (...asked) => soraFindingsInPlace(this.#checked, ...asked) };
  }

  outline(): Pausing<OutlineItem> {
    return outlineOf(this.#project);
  }

  definitionElsewhere(offset: number, askPlace: AskPlace): Promise<FileDefinition | undefined> {
    return columnDefinition({ ...this.#checked, askPlace }, offset);
  }

  occurrences(offset: number): readonly Occurrence[] {
    return occurrencesAt(this.#project, offset);
  }

  renameTarget(offset: number): RenameTarget | undefined {
    return renameTargetAt(this.#project, offset);
  }

  rename(offset: number, newName: string): RenameOutcome {
    return renameAt(this.#project, offset, newName);
  }

  renameElsewhere(offset: number, newName: string, askPlace: AskPlace): Promise<readonly FileEdit[]> {
    return columnEdits({ ...this.#checked, askPlace }, offset, newName);
  }

  selections(offset: number): readonly TextRange[] {
    return selectionsAt(this.#project, offset);
  }

  folds(): Pausing<Fold> {
    return foldsOf(this.#project);
  }

  hover(offset: number, markup: Markup, askPlace: AskPlace): Promise<HoverText | undefined> {
    return hoverAt({ ...this.#checked, askPlace }, markup, offset);
  }

  completions(offset: number, askPlace: AskPlace): Promise<Completions | undefined> {
    return completionsAt({ ...this.#checked, askPlace }, offset);
  }

  describeCompletion(topic: readonly string[], markup: Markup): string | undefined {
    return describeCompletion(topic, this.#checked.host.today(), markup);
  }

  *format(_indent: string, range?: TextRange): Pausing<TextEdit> {
    for (const edit of formatProject(this.#project)) {
      if (edit === undefined) yield undefined;
      else if (range === undefined || (range.start <= edit.range.start && edit.range.end <= range.end)) yield edit;
    }
  }

  links(place: CompPlace): Pausing<FileLink> {
    return linksOf(this.#project, place);
  }

  async linkTarget(path: string, place: CompPlace): Promise<string | undefined> {
    return (await place.mediaAt(path)).kind === 'missing' ? undefined : path;
  }

  lenses(): Pausing<CodeLens> {
    return lensesOf(this.#project);
  }

  async lensText(lens: CodeLens): Promise<LensText | undefined> {
    return lensText(this.#project, lens);
  }

  refactorings(at: RefactoringPlace): readonly RefactoringOffer[] {
    return refactoringsAt(this.#project, at);
  }

  refactor(id: string, at: RefactoringPlace): Pausing<TextEdit> {
    return editsOfRefactoring(this.#project, id, at);
  }

  expandShots(from: number, most: number, askPlace: AskPlace): Promise<ShotExpansion> {
    return expandedShots({ ...this.#checked, askPlace }, from, most);
  }
}

/** Reads the versions of one `.sorastudio`, each of them whole, and pauses meanwhile. */
export class SoraReader implements DocumentReader {
  readonly readsWhole = true;
  readonly #host: SoraHost;
  /** Tables stay read from version to version. */
  readonly #sheets = new SheetReader(pause);

  constructor(host: SoraHost) {
    this.#host = host;
  }

  *read(text: DocumentText): Generator<undefined, LanguageModel> {
    const { whole } = text;
    const project = yield* parsingProject(whole);
    const frames: FrameText[] = [];
    for (const found of findFramesInJson(whole, project.tree.root)) {
      if (found === undefined) yield undefined;
      else frames.push(found);
    }
    const model = new SoraModel({ project, host: this.#host, sheets: this.#sheets });
    return withFrameTexts(model, () => frames);
  }
}
