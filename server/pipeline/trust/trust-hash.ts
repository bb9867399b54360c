import { createHash } from 'node:crypto';
import type { Config } from '../../formats/config/schema.ts';

/** A program that a project's configuration would run, under the name that the configuration gives it. */
export interface ProjectProgram {
  readonly name: string;
  /** The program and its arguments, placeholders as they are written. */
  readonly commandLine: string[];
}

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left < right ? -1 : left > right ? 1 : 0;

/** Everything that the configuration would run, in the order of the names: what is shown before trust is given. */
export function programsOf(config: Config): ProjectProgram[] {
  return Object.entries(config.renderers)
    .sort(byName)
    .map(([name, { program, args }]) => ({ name, commandLine: [program, ...args] }));
}

/**
 * Names what the configuration would run in the project at `root`: programs, arguments and environments, whatever their
 * order in the text. A change of any of these is another hash, and the trust given to the old one does not cover it.
 */
export function trustHash(root: string, config: Config): string {
  const runs = Object.entries(config.renderers)
    .sort(byName)
    .map(([name, { program, args, environment = {} }]) => [
      name,
      program,
      args,
      Object.entries(environment).sort(byName),
    ]);
  return createHash('sha256')
    .update(JSON.stringify(['compline-trust-1', root, runs]))
    .digest('hex');
}
