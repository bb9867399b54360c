import type { Observation } from '../check.ts';
import type { CompInPlace, ProjectCheck } from '../project-check.ts';
import type { SaverInPlace } from '../project-facts.ts';
import { type WorkingComp, workingComp } from './working-comp.ts';

/** The Savers by which the pipeline renders, `_FINAL` and `_PREVIEW`: each once, and connected. */
export const pipelineSavers: ProjectCheck = {
  code: 'pipeline-savers',
  title: 'A Saver that the pipeline renders is missing, not connected, or there twice.',
  defaultSeverity: 'warning',
  *run(comp) {
    const working = workingComp(comp);
    if (working === undefined) return;
    const { savers } = comp.facts;
    for (const name of [working.finalSaver, working.previewSaver]) {
      const named = savers.filter((saver) => saver.name === name);
      const [first, ...others] = named;
      if (first === undefined) yield* missing(comp, working, name);
      else {
        yield* ofOne(first);
        yield* others.map((other) => twice(other, first));
        yield* savers.filter((saver) => isCopy(saver, name)).map((copy) => ofCopy(copy, name));
      }
    }
  },
};

function* missing({ facts }: CompInPlace, working: WorkingComp, name: string): Generator<Observation> {
  // Behind the cut of a file that breaks off there may have been one.
  if (facts.cutOff) return;
  const { renderSpec, finalSaver, previewSaver } = working;
  const isFinal = name === finalSaver;
  const output = isFinal ? renderSpec?.final : renderSpec?.preview;
  const hasOther = isFinal && facts.savers.some((saver) => saver.name === previewSaver);
  if (output === undefined && !hasOther) return;
  const renders = isFinal ? 'final pictures' : 'previews';
  yield { message: `There is no Saver ${name}, by which the step renders its ${renders}.`, range: facts.head };
}

function* ofOne(saver: SaverInPlace): Generator<Observation> {
  // Of a Saver that is switched on, `saver-no-input` says it.
  if (saver.isConnected || saver.isEnabled) return;
  yield { message: `Nothing is connected to ${saver.name}, which the pipeline renders.`, range: saver.nameRange };
}

function twice(saver: SaverInPlace, first: SaverInPlace): Observation {
  return {
    message: `There is another Saver ${saver.name}; the pipeline renders the first.`,
    range: saver.nameRange,
    related: [{ message: `The first ${first.name}`, range: first.nameRange }],
  };
}

/** Fusion names a pasted copy `_FINAL_1`. */
function isCopy(saver: SaverInPlace, name: string): boolean {
  return saver.name.startsWith(`${name}_`) && /^\d+$/.test(saver.name.slice(name.length + 1));
}

function ofCopy(saver: SaverInPlace, name: string): Observation {
  const message = `${saver.name} is a copy of ${name}, which the pipeline does not render.`;
  return { severity: 'information', message, range: saver.nameRange };
}
