import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import { documentFindings } from '../../checks/document-check.ts';
import { SPEC_CHECKS } from '../../checks/spec-checks.ts';
import { framesInYaml } from '../../formats/frame-texts/frames-in-yaml.ts';
import { type RenderSpecText, specIn } from '../../formats/render-spec/read-render-spec.ts';
import { specGuide } from '../../formats/render-spec/spec-guide.ts';
import type { DocumentText } from '../../formats/text/document-text.ts';
import type { TextRange } from '../../formats/text/range.ts';
import { parseYamlInSteps } from '../../formats/yaml/yaml-text.ts';
import type { CompPlace } from '../../project/comp-place.ts';
import type { CodeLens, LensText } from '../answers/code-lenses.ts';
import type { InlayHint } from '../answers/inlay-hints.ts';
import { withFrameTexts } from '../frame-range/with-frame-texts.ts';
import type { AskPlace, DocumentReader, HoverText, LanguageModel } from '../language-support.ts';
import type { Markup } from '../markup.ts';
import type { Pausing } from '../pausing.ts';
import { YamlModel } from '../yaml/yaml-model.ts';
import { describeOutput, outputAt } from './hover-output.ts';
import { specHints } from './spec-hints.ts';
import { specLenses, usersText } from './spec-lenses.ts';

/** What one version of a render spec says. */
class RenderSpecModel extends YamlModel {
  readonly #spec: RenderSpecText;

  constructor(spec: RenderSpecText) {
    super(spec.yaml, specGuide);
    this.#spec = spec;
  }

  findings(overrides: SeverityOverrides): Pausing<Finding> {
    return documentFindings(SPEC_CHECKS, this.#spec, overrides);
  }

  override async hover(offset: number, markup: Markup, askPlace: AskPlace): Promise<HoverText | undefined> {
    const known = await super.hover(offset, markup, askPlace);
    const kind = outputAt(this.#spec, offset);
    if (known === undefined || kind === undefined) return known;
    const output = await describeOutput(this.#spec.spec, kind, markup, askPlace);
    return output === undefined ? known : { ...known, text: `${known.text}\n\n${output}` };
  }

  hints(range: TextRange): Pausing<InlayHint> {
    return specHints(this.#spec, range);
  }

  lenses(place: CompPlace): Pausing<CodeLens> {
    return specLenses(this.#spec, place);
  }

  lensText(_lens: CodeLens, place: CompPlace): Promise<LensText | undefined> {
    return usersText(place);
  }
}

/** Reads the versions of one render spec: they are short, and each is read as a whole. */
export class RenderSpecReader implements DocumentReader {
  *read(text: DocumentText): Generator<undefined, LanguageModel> {
    yield undefined;
    const yaml = yield* parseYamlInSteps(text.whole);
    yield undefined;
    const spec = specIn(yaml);
    return withFrameTexts(new RenderSpecModel(spec), () => framesInYaml(spec.yaml));
  }
}
