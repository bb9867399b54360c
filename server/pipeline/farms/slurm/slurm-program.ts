import { execFile } from 'node:child_process';
import { farmRefused, farmUnreachable } from '../http/farm-error.ts';
import { asSentence, oneLine } from '../words/one-line.ts';

/** How Slurm's commands are run. */
export interface ProgramOptions {
  /** The farm's name, for what is said of faults. */
  readonly farm: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds that a command may take. */
  readonly patience?: number;
}

const PATIENCE = 60_000;
/** Lines about ten thousand jobs are a few megabytes. */
const MOST_OUTPUT = 256 * 2 ** 20;

/** What only asks: whatever goes wrong with it, nothing is known. */
const ASKS = new Set(['squeue', 'sinfo']);
/** What Slurm's commands say where they have not reached the controller, or nobody vouches for the user. */
const NOT_REACHED =
  /dns|fetch config|configuration (?:source|file)|unable to contact|connection (?:refused|timed out|reset)|zero bytes|socket timed out|communication|munge|authentication|host (?:is )?(?:unknown|unreachable)|transport endpoint|temporarily|try again|slurmctld|no route|standby/i;

/**
 * Runs a command of Slurm by its arguments, and answers what it printed. Errors: `farm-unreachable` where there is no
 * such command, or it did not reach Slurm; `farm-refused` where Slurm said no.
 */
export function runSlurm(
  program: string,
  args: readonly string[],
  options: ProgramOptions,
  signal: AbortSignal,
  input?: string,
): Promise<string> {
  const { farm, environment, patience = PATIENCE } = options;
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      [...args],
      {
        env: environment,
        timeout: patience,
        killSignal: 'SIGKILL',
        maxBuffer: MOST_OUTPUT,
        windowsHide: true,
        signal,
      },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else if (signal.aborted) reject(signal.reason instanceof Error ? signal.reason : error);
        else if (error.code === 'ENOENT') {
          reject(farmUnreachable(farm, `${program} is not on this machine: install Slurm's commands, or set url.`));
        } else if (typeof error.code !== 'number') {
          const why = error.killed === true ? 'did not end in time' : `could not be run (${error.code ?? 'unknown'})`;
          reject(farmUnreachable(farm, `${program} ${why}.`, undefined, error));
        } else reject(judged(farm, program, saidOf(program, stderr)));
      },
    );
    // A command that ends before it has read all says why by itself.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input ?? '');
  });
}

const judged = (farm: string, program: string, said: string) =>
  ASKS.has(program) || NOT_REACHED.test(said) ? farmUnreachable(farm, said) : farmRefused(farm, said);

/** What a command said, as a sentence without the names of programs before it. */
function saidOf(program: string, stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.replace(/^\w+: (?:error|fatal): |^allocation failure: /, '').trim())
    .filter((line) => line !== '');
  const text = oneLine(lines.join('. ')) || `${program} failed without a word`;
  return asSentence(text);
}
