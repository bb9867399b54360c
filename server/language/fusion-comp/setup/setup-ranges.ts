import { insertEntry, lineEnd } from '../../../formats/comp/edits.ts';
import type { Comp } from '../../../formats/comp/model.ts';
import { type CompFrames, globalRange, renderRange } from '../../../formats/comp/ranges.ts';
import { entryNamed } from '../../../formats/comp/table-access.ts';
import type { CompPlace } from '../../../project/comp-place.ts';
import { parseName } from '../../../project/names/parse-name.ts';
import type { Span } from '../../../project/sequence.ts';
import { shotFrames } from '../../../project/shot-frames.ts';
import type { SceneSetup, SetupChange } from '../../answers/scene-setup.ts';

/** Fusion's sign for a range that was never set. */
const UNSET = -1_000_000_000;

type RangeName = 'GlobalRange' | 'RenderRange';

/** The ranges: the frames of the shot with its handles; where only its first frame is known, ranges are moved there. */
export function setupRanges(comp: Comp, place: CompPlace): SceneSetup {
  const wanted = wantedRanges(comp, place);
  const changes: SetupChange[] = [];
  const missing: [RangeName, Span][] = [];
  for (const name of ['RenderRange', 'GlobalRange'] as const) {
    const span = wanted[name];
    if (span === undefined) continue;
    const found = rangeOf(comp, name);
    if (found === undefined) {
      // What stands there and is no range is left to who wrote it.
      if (comp.root !== undefined && entryNamed(comp.root, name) === undefined) missing.push([name, span]);
    } else if (found.first !== span.first || found.last !== span.last) {
      changes.push({ title: titleOf(name, span), edits: [{ range: found.range, newText: written(span) }] });
    }
  }
  return { changes: [...changes, ...added(comp, missing)], notes: [] };
}

function wantedRanges(comp: Comp, place: CompPlace): Partial<Record<RangeName, Span>> {
  const shot = shotFrames(place);
  const [global, render] = [globalRange(comp), renderRange(comp)];
  if (shot !== undefined) {
    // What is rendered is the cut, or all that is worked on.
    const isCut = render?.first === shot.cut.first && render.last === shot.cut.last;
    return { GlobalRange: shot.worked, RenderRange: isCut ? shot.cut : shot.worked };
  }
  const { config, step } = place.project ?? {};
  const start = config?.startFrame;
  const isShot = step !== undefined && parseName(step.step.name)?.type === 'shot';
  if (start === undefined || !isShot || global === undefined || global.first === UNSET) return {};
  const by = start - global.first;
  const moved = (range: CompFrames): Span => ({ first: range.first + by, last: range.last + by });
  return {
    GlobalRange: moved(global),
    ...(render !== undefined && render.first !== UNSET && { RenderRange: moved(render) }),
  };
}

function added({ root, text }: Comp, missing: readonly [RangeName, Span][]): SetupChange[] {
  if (root === undefined || missing.length === 0) return [];
  const entry = missing.map(([name, span]) => `${name} = ${written(span)}`).join(`,${lineEnd(text)}\t`);
  const title = missing.map(([name, span]) => titleOf(name, span)).join(', ');
  return [{ title, edits: insertEntry(text, root, entry, 'first') }];
}

function rangeOf(comp: Comp, name: RangeName): CompFrames | undefined {
  return name === 'GlobalRange' ? globalRange(comp) : renderRange(comp);
}

function titleOf(name: RangeName, { first, last }: Span): string {
  return `${name}: ${first} to ${last}`;
}

function written({ first, last }: Span): string {
  return `{ ${first}, ${last} }`;
}
