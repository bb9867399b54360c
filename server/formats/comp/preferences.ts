import type { Comp } from './model.ts';
import type { NumberNode, TableNode } from './nodes.ts';
import { tableNamed, valueNamed } from './table-access.ts';

/** The preferences that a composition keeps itself: `Prefs.Comp`. */
export function preferences(comp: Comp): TableNode | undefined {
  const all = comp.root && tableNamed(comp.root, 'Prefs');
  return all && tableNamed(all, 'Comp');
}

/**
 * What a composition says of its pictures. Fusion writes down only what differs from its standard, so that any of it
 * may be absent.
 */
export interface FrameFormat {
  /** Frames per second. */
  readonly rate: NumberNode | undefined;
  /** In pixels. */
  readonly width: NumberNode | undefined;
  readonly height: NumberNode | undefined;
}

/** Reads `Prefs.Comp.FrameFormat`. */
export function frameFormat(comp: Comp): FrameFormat {
  const table = preferences(comp);
  const format = table && tableNamed(table, 'FrameFormat');
  const number = (name: string): NumberNode | undefined => {
    const value = format && valueNamed(format, name);
    return value?.kind === 'number' ? value : undefined;
  };
  return { rate: number('Rate'), width: number('Width'), height: number('Height') };
}
