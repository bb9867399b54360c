import { type CompFrames, globalRange, renderRange } from '../../formats/comp/ranges.ts';
import type { CompCheck, Fix, Observation } from '../check.ts';

/** The frames of a composition: a range ends before it begins, or the render leaves the composition. */
export const frameRange: CompCheck = {
  code: 'frame-range',
  title: 'RenderRange or GlobalRange is no range, or the one is outside of the other.',
  defaultSeverity: 'error',
  reads: 'wiring',
  *run(comp) {
    const render = renderRange(comp);
    const global = globalRange(comp);
    if (render !== undefined && render.last < render.first) yield backwards('RenderRange', render);
    if (global !== undefined && global.last < global.first) yield backwards('GlobalRange', global);
    if (render === undefined || global === undefined) return;
    if (render.last < render.first || global.last < global.first) return;
    if (render.first < global.first || render.last > global.last) yield outside(render, global);
  },
};

function backwards(name: string, frames: CompFrames): Observation {
  const { first, last, range } = frames;
  return {
    message: `${name} ends before it begins: ${first} to ${last}.`,
    range,
    fixes: [write(`Swap the ends of ${name}`, name, frames, last, first, true)],
  };
}

function outside(render: CompFrames, global: CompFrames): Observation {
  const first = Math.max(render.first, global.first);
  const last = Math.min(render.last, global.last);
  const widened = [Math.min(render.first, global.first), Math.max(render.last, global.last)] as const;
  const fixes = [write('Widen GlobalRange', 'GlobalRange', global, ...widened, false)];
  if (first <= last) fixes.push(write('Cut RenderRange', 'RenderRange', render, first, last, false));
  return {
    message: `RenderRange ${render.first} to ${render.last} is not inside of GlobalRange ${global.first} to ${global.last}.`,
    range: render.range,
    related: [{ message: 'GlobalRange', range: global.range }],
    fixes,
  };
}

function write(title: string, name: string, frames: CompFrames, first: number, last: number, preferred: boolean): Fix {
  const newText = `{ ${first}, ${last} }`;
  return { title: `${title}: ${name} = ${newText}`, edits: [{ range: frames.range, newText }], preferred };
}
