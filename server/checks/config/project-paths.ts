import { isAbsoluteName } from '../../formats/comp/folder-names.ts';
import type { ConfigStack } from '../../formats/config/config-stack.ts';
import type { YamlPath } from '../../formats/yaml/yaml-node.ts';

/** A path of a configuration that is meant from the project's root. */
export interface ProjectPath {
  readonly path: YamlPath;
  /** As it is written. */
  readonly name: string;
  readonly use: 'render spec' | 'scene' | 'program' | 'script';
}

/** The paths from the project's root: render specs, scenes, scripts, and programs that are no names for PATH. */
export function* projectPaths(stack: ConfigStack): Generator<ProjectPath> {
  for (const [step] of stack.entries('steps')) {
    for (const [key, use] of STEP_FILES) {
      const path = ['steps', step, key];
      const name = stack.at(path);
      if (typeof name === 'string') yield { path, name, use };
    }
  }
  for (const [renderer] of stack.entries('renderers')) {
    const path = ['renderers', renderer, 'program'];
    const name = stack.at(path);
    const isPath = typeof name === 'string' && /[/\\]/.test(name) && !isAbsoluteName(name);
    if (isPath) yield { path, name, use: 'program' };
    const script = stack.at(['renderers', renderer, 'script']);
    if (typeof script === 'string') yield { path: ['renderers', renderer, 'script'], name: script, use: 'script' };
  }
}

const STEP_FILES = [
  ['renderSpec', 'render spec'],
  ['scene', 'scene'],
] as const;

/** Whether a relative path leads out of the folder that it begins in. */
export function leadsOut(name: string): boolean {
  let depth = 0;
  for (const part of name.split(/[/\\]/)) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}
