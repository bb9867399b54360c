import type { ProjectCheck } from '../project-check.ts';
import { workingComp } from './working-comp.ts';

/** The size of a composition's pictures against that of its project. */
export const compSize: ProjectCheck = {
  code: 'comp-size',
  title: 'The size of a composition is not that of its project.',
  defaultSeverity: 'warning',
  *run(comp) {
    const wanted = workingComp(comp)?.config.resolution;
    const { width, height } = comp.facts;
    if (wanted === undefined || width === undefined || height === undefined) return;
    if (width.value === wanted.width && height.value === wanted.height) return;
    const size = `${wanted.width} × ${wanted.height}`;
    yield {
      message: `The size is ${width.value} × ${height.value}; that of the project is ${size}.`,
      range: width.value === wanted.width ? height.range : width.range,
      fixes: [
        {
          title: `Set the size to ${size}`,
          edits: [
            { range: width.range, newText: String(wanted.width) },
            { range: height.range, newText: String(wanted.height) },
          ],
        },
      ],
    };
  },
};
