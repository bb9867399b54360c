import type { Comp, Tool } from '../../../formats/comp/model.ts';
import { isRefusal, specOfSaver } from '../../../formats/render-spec/from-saver.ts';
import { outputOf, pickSaver, saversOf } from '../../../formats/render-spec/pick-saver.ts';
import type { CompPlace } from '../../../project/comp-place.ts';
import type { SaverChoice, SpecAnswer, SpecQuestion } from '../../answers/saver-specs.ts';

/** The Savers of a comp; the one that is meant where the cursor is at `offset` is marked. */
export function saverChoices(comp: Comp, offset: number | undefined, place?: CompPlace): readonly SaverChoice[] {
  const finalSaver = finalSaverOf(place);
  const meant = pickSaver(comp, offset, finalSaver);
  return saversOf(comp).map((tool) => {
    const output = outputOf(tool.name, finalSaver);
    return { name: tool.name, offset: tool.nameRange.start, ...(output && { output }), isMeant: tool === meant };
  });
}

/** The name that the step gives to the Saver of its finals. */
export function finalSaverOf(place: CompPlace | undefined): string | undefined {
  const { config, step } = place?.project ?? {};
  return step && config?.steps[step.step.step]?.saver;
}

/** What the chosen Saver writes, as a render spec says it. What reads YAML takes long to load: that is done when asked. */
export async function specAnswer(comp: Comp, { offset, output, into }: SpecQuestion): Promise<SpecAnswer> {
  const saver = saverNamedAt(comp, offset);
  if (saver === undefined) return { reason: 'This Saver is no longer there.' };
  const spec = specOfSaver(saver);
  if (isRefusal(spec)) return spec;
  const { notices } = spec;
  const { newRenderSpec, putOutput } = await import('../../yaml-readers.ts');
  if (into === undefined) return { text: newRenderSpec(spec, output), notices };
  const put = putOutput(into, spec, output);
  return isRefusal(put) ? put : { edits: put.edits, notices };
}

/** The Saver whose name begins at an offset. */
export function saverNamedAt(comp: Comp, offset: number): Tool | undefined {
  return saversOf(comp).find(({ nameRange }) => nameRange.start === offset);
}
