import { shotFrames } from '../../project/shot-frames.ts';
import type { ProjectCheck } from '../project-check.ts';
import { workingComp } from './working-comp.ts';

/** The first frame of a shot's composition against that of its project. */
export const compStartFrame: ProjectCheck = {
  code: 'comp-start-frame',
  title: "A shot's composition does not start at the first frame of its project.",
  defaultSeverity: 'warning',
  *run(comp) {
    const { config, isShot } = workingComp(comp) ?? {};
    const wanted = config?.startFrame;
    // Where the project knows the frames of the shot, `comp-shot-range` says all of it.
    if (wanted === undefined || isShot !== true || shotFrames(comp.place) !== undefined) return;
    const { global, render } = comp.facts;
    if (global !== undefined && global.first !== wanted) {
      yield {
        message: `GlobalRange starts at ${global.first}; shots of the project start at ${wanted}.`,
        range: global.range,
      };
    } else if (render !== undefined && render.first !== wanted && render.first >= (global?.first ?? wanted)) {
      yield {
        severity: 'information',
        message: `RenderRange starts at ${render.first}; shots of the project start at ${wanted}.`,
        range: render.range,
      };
    }
  },
};
