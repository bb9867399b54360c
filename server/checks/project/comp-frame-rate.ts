import type { ProjectCheck } from '../project-check.ts';
import { workingComp } from './working-comp.ts';

/** Rates that differ by less are one: 23.976 and 24000/1001. */
const SAME_RATE = 0.01;

/** The frame rate of a composition against that of its project. */
export const compFrameRate: ProjectCheck = {
  code: 'comp-frame-rate',
  title: 'The frame rate of a composition is not that of its project.',
  defaultSeverity: 'warning',
  *run(comp) {
    const wanted = workingComp(comp)?.config.frameRate;
    const { rate } = comp.facts;
    if (wanted === undefined || rate === undefined || Math.abs(rate.value - wanted) <= SAME_RATE) return;
    yield {
      message: `The frame rate is ${rate.value}; that of the project is ${wanted}.`,
      range: rate.range,
      fixes: [{ title: `Set the frame rate to ${wanted}`, edits: [{ range: rate.range, newText: String(wanted) }] }],
    };
  },
};
