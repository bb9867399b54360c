import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import { CONFIG_CHECKS } from '../../checks/config-checks.ts';
import { documentFindings } from '../../checks/document-check.ts';
import { configInPlace, stackAlone } from '../../checks/read-config.ts';
import { type ConfigText, configIn } from '../../formats/config/config-text.ts';
import { defaultFarmEdits } from '../../formats/config/default-farm-edit.ts';
import { framesInConfig } from '../../formats/frame-texts/frames-in-config.ts';
import type { DocumentText } from '../../formats/text/document-text.ts';
import type { TextEdit } from '../../formats/text/range.ts';
import { parseYamlInSteps } from '../../formats/yaml/yaml-text.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { Completions } from '../answers/completion.ts';
import type { FileLink } from '../answers/document-links.ts';
import type { FileDefinition } from '../answers/file-definition.ts';
import type { InPlace } from '../answers/in-place.ts';
import type { RenameOutcome, RenameTarget } from '../answers/rename.ts';
import { withFrameTexts } from '../frame-range/with-frame-texts.ts';
import type {
  AskPlace,
  Definition,
  DocumentReader,
  HoverText,
  LanguageModel,
  Occurrence,
} from '../language-support.ts';
import type { Markup } from '../markup.ts';
import type { Pausing } from '../pausing.ts';
import { YamlModel } from '../yaml/yaml-model.ts';
import { configCompletions } from './config-completions.ts';
import { ConfigGuide } from './config-guide.ts';
import { configHover } from './config-hover.ts';
import { nameDefinition, nameOccurrences, nameRenameTarget, renameName } from './config-names.ts';
import { definedElsewhere } from './defined-elsewhere.ts';
import { fileOf, namedFiles, wordsOfFile } from './named-files.ts';

/** What one version of a configuration says. */
class ConfigModel extends YamlModel {
  readonly #config: ConfigText;

  constructor(config: ConfigText) {
    super(config.yaml, new ConfigGuide(stackAlone(config)));
    this.#config = config;
  }

  findings(overrides: SeverityOverrides): Pausing<Finding> {
    return documentFindings(CONFIG_CHECKS, stackAlone(this.#config), overrides);
  }

  inPlace(): Pausing<InPlace> {
    return [{ findings: (...asked) => configInPlace(this.#config, ...asked) }];
  }

  override definition(offset: number): Definition | undefined {
    return nameDefinition(this.yaml, offset) ?? super.definition(offset);
  }

  async definitionElsewhere(offset: number, askPlace: AskPlace): Promise<FileDefinition | undefined> {
    const place = await askPlace();
    return place && definedElsewhere(this.#config, offset, place);
  }

  override occurrences(offset: number): readonly Occurrence[] {
    const found = nameOccurrences(this.yaml, offset);
    return found.length > 0 ? found : super.occurrences(offset);
  }

  override renameTarget(offset: number): RenameTarget | undefined {
    return nameRenameTarget(this.yaml, offset) ?? super.renameTarget(offset);
  }

  override rename(offset: number, newName: string): RenameOutcome {
    return renameName(this.yaml, offset, newName) ?? super.rename(offset, newName);
  }

  override hover(offset: number, markup: Markup, askPlace: AskPlace): Promise<HoverText | undefined> {
    return configHover(this.#config, offset, markup, askPlace);
  }

  override completions(offset: number, askPlace: AskPlace): Promise<Completions | undefined> {
    return configCompletions(this.#config, offset, askPlace);
  }

  setDefaultFarm(farm: string): readonly TextEdit[] | undefined {
    return defaultFarmEdits(this.yaml, farm);
  }

  *links(place: CompPlace): Generator<FileLink> {
    for (const file of namedFiles(this.yaml)) {
      const path = fileOf(file, place);
      if (path !== undefined) yield { range: wordsOfFile(file.node), path };
    }
  }

  async linkTarget(path: string, place: CompPlace): Promise<string | undefined> {
    return (await place.mediaAt(path)).kind === 'missing' ? undefined : path;
  }
}

/** Reads the versions of one configuration: they are short, and each is read as a whole. */
export class ConfigReader implements DocumentReader {
  *read(text: DocumentText): Generator<undefined, LanguageModel> {
    yield undefined;
    const yaml = yield* parseYamlInSteps(text.whole);
    yield undefined;
    const config = configIn(yaml);
    return withFrameTexts(new ConfigModel(config), () => framesInConfig(config));
  }
}
