import { canonicalFormat, extensionOfFormat } from '../../formats/comp/vocabulary/media-formats.ts';
import type { OutputSpec } from '../../formats/render-spec/parse-render-spec.ts';
import type { TextEdit } from '../../formats/text/range.ts';
import type { Observation } from '../check.ts';
import { extensionOf } from '../comp/savers.ts';
import type { ProjectCheck } from '../project-check.ts';
import type { SaverInPlace } from '../project-facts.ts';
import type { OptionFacts } from './media-facts.ts';
import { workingComp } from './working-comp.ts';

/** The Savers by which the pipeline renders against the render spec of the step. */
export const saverRenderSpec: ProjectCheck = {
  code: 'saver-render-spec',
  title: "A Saver that the pipeline renders is not set as the step's render spec says.",
  defaultSeverity: 'warning',
  *run(comp) {
    const working = workingComp(comp);
    if (working?.renderSpec === undefined) return;
    const { final, preview } = working.renderSpec;
    for (const saver of comp.facts.savers) {
      if (saver.name === working.finalSaver && final !== undefined) yield* against(saver, final);
      else if (saver.name === working.previewSaver && preview !== undefined) yield* against(saver, preview);
    }
  },
};

function* against(saver: SaverInPlace, spec: OutputSpec): Generator<Observation> {
  const format = spec.format === undefined ? undefined : canonicalFormat(spec.format);
  const [place] = saver.formats;
  if (format !== undefined && place !== undefined && saver.formatId !== format) {
    yield {
      message: `${saver.name} writes ${saver.formatId}; the render spec asks for ${format}.`,
      range: place.range,
      fixes: [{ title: `Write ${format}`, edits: toFormat(saver, format) }],
    };
    return;
  }
  for (const [name, wanted] of Object.entries(spec.properties)) {
    const option = saver.options.get(name);
    if (option === undefined || isSame(option, wanted)) continue;
    yield {
      severity: 'information',
      message: `${name} of ${saver.name} is ${option.value}; the render spec says ${wanted}.`,
      range: option.range,
      fixes:
        typeof option.value === 'string'
          ? []
          : [{ title: `Set it to ${Number(wanted)}`, edits: [{ range: option.range, newText: `${Number(wanted)}` }] }],
    };
  }
}

/** The format wherever it is written, and the extension of the file. */
function toFormat({ formats, file }: SaverInPlace, format: string): readonly TextEdit[] {
  const edits = formats.map(({ range }) => ({ range, newText: format }));
  const extension = extensionOfFormat(format);
  const present = file === undefined ? '' : extensionOf(file.text);
  if (file === undefined || extension === undefined || present === '') return edits;
  return [...edits, { range: { start: file.range.end - present.length, end: file.range.end }, newText: extension }];
}

/** Switches are 1 and 0 in a comp; choices are ids or numbers. */
function isSame({ value }: OptionFacts, wanted: string | number | boolean): boolean {
  return typeof value === 'string' ? value === wanted : value === Number(wanted);
}
