import type { CommandSpec } from '../../queue/job-spec.ts';

/**
 * Goes to the folder, sets the variables and becomes the program, so that a worker that kills it kills the program. All
 * texts are arguments of their own: the shell reads none of them.
 */
const SCRIPT =
  'cd "$0" || exit 127; n="$1"; shift; while [ "$n" -gt 0 ]; do export "$1"; shift; n=$((n-1)); done; exec "$@"';

/**
 * A call for Flamenco's command `exec`, which knows a program and arguments alone, and neither a folder nor variables
 * (`commands.md` of its manual). On Windows the program is called as it is, in the worker's own folder: what stands
 * between would go on where the worker kills it.
 */
export function workerCall(
  { program, args, cwd, environment }: CommandSpec,
  isWindows: boolean,
): { readonly exe: string; readonly args: readonly string[] } {
  if (isWindows) return { exe: program, args };
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return { exe: '/bin/sh', args: ['-c', SCRIPT, cwd, String(variables.length), ...variables, program, ...args] };
}

/** What of a call cannot be handed to Flamenco's workers, in sentences. */
export function lacksOfCall({ environment }: CommandSpec, isWindows: boolean): readonly string[] {
  const names = Object.keys(environment);
  if (isWindows && names.length > 0) {
    return [`its workers on Windows take no variables for a call (${names.join(', ')}): set them on the workers`];
  }
  const odd = names.find((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
  return odd === undefined ? [] : [`${odd} is no name of a variable`];
}
