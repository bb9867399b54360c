import type { Comp, Tool } from '../../formats/comp/model.ts';
import { isEnabled, isSaver, type SaverOutput, saverOutput } from '../../formats/comp/saver.ts';
import type { Severity } from '../check.ts';

/** A Saver and what it writes. */
export interface SaverInComp {
  readonly tool: Tool;
  readonly output: SaverOutput;
  readonly isEnabled: boolean;
}

/** The Savers of a comp that write files, Resolve's MediaOut left out. */
export function* saversOf(comp: Comp): Generator<SaverInComp> {
  for (const tool of comp.tools) {
    if (isSaver(tool)) yield { tool, output: saverOutput(tool), isEnabled: isEnabled(tool) };
  }
}

/**
 * How much a fault of a Saver matters: one that is switched off harms no render until somebody switches it on, and in a
 * setting, which is a template, the file is often filled in by whoever uses it.
 */
export function severityFor(comp: Comp, saver: SaverInComp, inUse: Severity): Severity {
  return saver.isEnabled && comp.kind === 'composition' ? inUse : 'information';
}

/** The last part of a file name with either kind of slash; path maps end with a colon (`Comp:`). */
export function baseName(file: string): string {
  return /[^/\\:]*$/.exec(file)?.[0] ?? '';
}

/** The extension with its dot; empty where there is none. A name that begins with its only dot is all extension. */
export function extensionOf(file: string): string {
  return /\.[^.\s]+$/.exec(baseName(file))?.[0] ?? '';
}
