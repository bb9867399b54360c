import path from 'node:path';
import { stepName } from './names/step-folder.ts';

/** The step that a file belongs to. */
export interface StepFolder {
  /** The name of the folder: `DEMO_S_SH010_COMP`. */
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  /** The short name of the step: `COMP`. */
  readonly step: string;
  /** The shot or asset; empty for what belongs to the project as a whole. */
  readonly item: string;
}

/** Where a file stands in the folder of its step. */
export interface StepPlace {
  readonly step: StepFolder;
  /** `_published` and the like where the file is in such a folder; undefined for a working file. */
  readonly reserved: string | undefined;
}

/** The step that a file under the project's root belongs to: the nearest folder above it whose name names a step. */
export function stepOfFile(root: string, file: string): StepPlace | undefined {
  const relative = path.relative(root, path.dirname(file));
  if (relative === '' || relative.startsWith('..') || path.isAbsolute(relative)) return undefined;
  const parts = relative.split(path.sep);
  for (let length = parts.length; length > 0; length -= 1) {
    const name = parts[length - 1] ?? '';
    const parsed = stepName(name);
    if (parsed === undefined) continue;
    const folder = path.join(root, ...parts.slice(0, length));
    const reserved = parts.slice(length).find((part) => part.startsWith('_'));
    return { step: { name, folder, step: parsed.step, item: parsed.item }, reserved };
  }
  return undefined;
}
