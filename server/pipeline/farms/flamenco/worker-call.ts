import type { CommandSpec } from '../../queue/job-spec.ts';

/**
 * Goes to the folder, sets the variables and becomes the program, so that a worker that kills it kills the program. All
 * texts are arguments of their own: the shell reads none of them.
 */
const SCRIPT =
  'cd "$0" || exit 127; n="$1"; shift; while [ "$n" -gt 0 ]; do export "$1"; shift; n=$((n-1)); done; exec "$@"';

/**
 * Ends the program, whose number that of the shell is, when its time is over: Flamenco has no time limits. It looks every
 * second whether the program is still there, and holds nothing open that a worker waits for. What it says goes where the
 * program's errors go, where the system tells that place.
 */
const watched = (seconds: number): string => {
  const wait = (count: number) => `i=0; while [ $i -lt ${count} ]; do sleep 1; kill -0 $p || exit; i=$((i+1)); done`;
  const said = `echo "Compline: it took longer than its time limit of ${seconds} seconds." >>/proc/$p/fd/2`;
  const ended = `${wait(seconds)}; ${said}; kill -TERM $p; ${wait(GRACE)}; kill -KILL $p`;
  return `p=$$; ( exec </dev/null >/dev/null 2>&1; ${ended} ) & `;
};

/** Seconds that a program has to end by itself. */
const GRACE = 10;

/**
 * A call for Flamenco's command `exec`, which knows a program and arguments alone, and neither a folder nor variables
 * (`commands.md` of its manual). On Windows the program is called as it is, in the worker's own folder: what stands
 * between would go on where the worker kills it. `timeout`: seconds that it may take; nobody watches that on Windows.
 */
export function workerCall(
  { program, args, cwd, environment }: CommandSpec,
  isWindows: boolean,
  timeout?: number,
): { readonly exe: string; readonly args: readonly string[] } {
  if (isWindows) return { exe: program, args };
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const script = timeout === undefined ? SCRIPT : `${watched(Math.max(1, Math.ceil(timeout)))}${SCRIPT}`;
  return { exe: '/bin/sh', args: ['-c', script, cwd, String(variables.length), ...variables, program, ...args] };
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
