import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import type { TextEdit, TextRange } from '../../formats/text/range.ts';
import { formatYaml } from '../../formats/yaml/format/format-yaml.ts';
import type { YamlGuide } from '../../formats/yaml/guide.ts';
import type { YamlText } from '../../formats/yaml/yaml-text.ts';
import type { Completions } from '../answers/completion.ts';
import type { Fold } from '../answers/folding.ts';
import type { RenameOutcome, RenameTarget } from '../answers/rename.ts';
import type { AskPlace, Definition, HoverText, LanguageModel, Occurrence, OutlineItem } from '../language-support.ts';
import type { Markup } from '../markup.ts';
import type { Pausing } from '../pausing.ts';
import { anchorDefinition, anchorOccurrences, anchorRenameTarget, renameAnchor } from './yaml-anchors.ts';
import { describeYamlCompletion, yamlCompletions } from './yaml-completions.ts';
import { yamlFolds } from './yaml-folds.ts';
import { yamlHover } from './yaml-hover.ts';
import { yamlOutline } from './yaml-outline.ts';
import { yamlSelections } from './yaml-selections.ts';

/** What one version of a YAML document says, for any language that has a guide. A language adds what is its own. */
export abstract class YamlModel implements LanguageModel {
  protected readonly yaml: YamlText;
  protected readonly guide: YamlGuide;

  constructor(yaml: YamlText, guide: YamlGuide) {
    this.yaml = yaml;
    this.guide = guide;
  }

  abstract findings(overrides: SeverityOverrides): Pausing<Finding>;

  outline(): Pausing<OutlineItem> {
    return yamlOutline(this.yaml);
  }

  definition(offset: number): Definition | undefined {
    return anchorDefinition(this.yaml, offset);
  }

  occurrences(offset: number): readonly Occurrence[] {
    return anchorOccurrences(this.yaml, offset);
  }

  renameTarget(offset: number): RenameTarget | undefined {
    return anchorRenameTarget(this.yaml, offset);
  }

  rename(offset: number, newName: string): RenameOutcome {
    return renameAnchor(this.yaml, offset, newName);
  }

  selections(offset: number): readonly TextRange[] {
    return yamlSelections(this.yaml, offset);
  }

  folds(): Pausing<Fold> {
    return yamlFolds(this.yaml);
  }

  hover(offset: number, markup: Markup, _askPlace: AskPlace): Promise<HoverText | undefined> {
    return Promise.resolve(yamlHover(this.yaml, this.guide, offset, markup));
  }

  completions(offset: number, _askPlace: AskPlace): Promise<Completions | undefined> {
    return Promise.resolve(yamlCompletions(this.yaml, this.guide, offset));
  }

  describeCompletion(topic: readonly string[], markup: Markup): string | undefined {
    return describeYamlCompletion(this.yaml, this.guide, topic, markup);
  }

  format(indent: string, range?: TextRange): Pausing<TextEdit> {
    return formatYaml(this.yaml, indent, range);
  }
}
