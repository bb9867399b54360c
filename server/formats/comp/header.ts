import type { TextRange } from '../text/range.ts';
import type { MediaName } from './media.ts';
import type { Comp, ToolReference } from './model.ts';
import { tableNamed, valueNamed } from './table-access.ts';

/** A counter that Fusion keeps at the head of a composition. */
export interface Counter {
  readonly value: number;
  readonly range: TextRange;
}

/** The counter with this name, if the composition has it. */
export function counter(comp: Comp, name: 'LockedTools' | 'DisabledTools'): Counter | undefined {
  const value = comp.root && valueNamed(comp.root, name);
  if (value?.kind !== 'number') return undefined;
  return { value: value.value, range: { start: value.start, end: value.end } };
}

/** The files of the Savers, as a composition lists them in `OutputClips`. */
export function outputClips(comp: Comp): readonly MediaName[] {
  const clips: MediaName[] = [];
  for (const { value } of (comp.root && tableNamed(comp.root, 'OutputClips'))?.entries ?? []) {
    if (value?.kind === 'string') clips.push({ name: value.value, range: value.contentRange, node: value });
  }
  return clips;
}

/** The tool that `ActiveTool` of a setting names. */
export function activeTool(comp: Comp): ToolReference | undefined {
  const value = comp.root && valueNamed(comp.root, 'ActiveTool');
  return value?.kind === 'string' ? { name: value.value, range: value.contentRange } : undefined;
}

/** The program that wrote the file, as `Version` says it: `Fusion Studio 18.1.3 build 7`. */
export function writtenBy(comp: Comp): string | undefined {
  const value = comp.root && valueNamed(comp.root, 'Version');
  return value?.kind === 'string' ? value.value : undefined;
}
