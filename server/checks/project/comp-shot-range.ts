import type { Span } from '../../project/sequence.ts';
import { type ShotFrames, shotFrames } from '../../project/shot-frames.ts';
import type { Observation } from '../check.ts';
import type { ProjectCheck } from '../project-check.ts';
import type { FramesInText } from '../project-facts.ts';
import { workingComp } from './working-comp.ts';

/** Fusion's sign for a range that was never set. */
const UNSET = -1_000_000_000;

/** The ranges of a shot's composition against the frames that the project says the shot has. */
export const compShotRange: ProjectCheck = {
  code: 'comp-shot-range',
  title: 'The ranges of a composition are not the frames of its shot.',
  defaultSeverity: 'warning',
  *run(comp) {
    const shot = workingComp(comp)?.isShot === true ? shotFrames(comp.place) : undefined;
    if (shot === undefined) return;
    const { global, render } = comp.facts;
    if (global !== undefined && !isSame(global, shot.worked))
      yield differing('GlobalRange', global, shot, [shot.worked]);
    // What is rendered is the cut, or all that is worked on.
    if (render === undefined || render.first === UNSET) return;
    const wanted = shot.handles === 0 ? [shot.cut] : [shot.worked, shot.cut];
    if (!wanted.some((span) => isSame(render, span))) yield differing('RenderRange', render, shot, wanted);
  },
};

function differing(
  name: string,
  found: FramesInText,
  { shot, handles }: ShotFrames,
  wanted: readonly Span[],
): Observation {
  const [best] = wanted;
  const withHandles = handles === 0 ? '' : ` with ${handles} frames of handles`;
  return {
    message: `${name} is ${words(found)}; ${shot} is ${best && words(best)}${withHandles}.`,
    range: found.range,
    fixes: wanted.map((span) => ({
      title: `Set ${name} to ${words(span)}`,
      edits: [{ range: found.range, newText: `{ ${span.first}, ${span.last} }` }],
    })),
  };
}

function isSame(a: Span, b: Span): boolean {
  return a.first === b.first && a.last === b.last;
}

function words({ first, last }: Span): string {
  return `${first} to ${last}`;
}
