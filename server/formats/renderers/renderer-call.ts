import { fillPlaceholders, type Placeholder, placeholdersIn } from '../config/placeholders.ts';
import { frameDialect } from '../frames/dialects/all-dialects.ts';
import { FrameList } from '../frames/frame-list.ts';
import { frameRun } from '../frames/frame-run.ts';
import { printFrames } from '../frames/parse-frames.ts';
import type { Renderer } from './renderer.ts';

/** What the placeholders stand for in one call; those that are absent stand for nothing. */
export type CallValues = { readonly [Name in Placeholder]?: string };

/** The arguments of one call, or the first placeholder outside of a group that stands for nothing. */
export type CallArguments = { readonly args: readonly string[] } | { readonly missing: Placeholder };

/** Fills the arguments of a renderer. A group is left out where one of its placeholders stands for nothing. */
export function callArguments({ args }: Pick<Renderer, 'args'>, values: CallValues): CallArguments {
  const filled: string[] = [];
  for (const argument of args) {
    const isGroup = typeof argument !== 'string';
    const parts = isGroup ? argument : [argument];
    const missing = parts.flatMap(placeholdersIn).find((name) => values[name] === undefined);
    if (missing !== undefined && !isGroup) return { missing };
    if (missing === undefined) filled.push(...parts.map((part) => fillPlaceholders(part, values)));
  }
  return { args: filled };
}

/** The placeholders that the arguments hold, those of groups too. */
export function placeholdersOf({ args }: Pick<Renderer, 'args'>): ReadonlySet<Placeholder> {
  return new Set(args.flat().flatMap(placeholdersIn));
}

/** Frames in the dialect of a renderer, or in a sentence why it cannot be told them in one call. */
export function framesFor({ dialect, preset }: Renderer, frames: FrameList): { text: string } | { refused: string } {
  const found = frameDialect(dialect);
  if (found?.print === undefined) return { refused: `Compline does not write the frames of ${preset.title}.` };
  return printFrames(frames, found);
}

/** True for a renderer that one call can tell frames at even steps: as a step, or as a list in its dialect. */
export function takesSteps(renderer: Renderer): boolean {
  const told = placeholdersOf(renderer);
  if (renderer.calls === 'single' || told.has('step')) return renderer.calls !== 'single';
  // What counts frames, or numbers files by the first of them, speaks of frames that follow each other.
  if (!told.has('frames') || told.has('count')) return false;
  return 'text' in framesFor(renderer, FrameList.of([frameRun(1, 5, 2)]));
}
