// Runs npm for the set-up. All its output goes to standard error.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { env, platform } from 'node:process';

/** A reason to end the set-up: its message is what the user reads. */
export class SetupError extends Error {}

// An outer `npm ci --include=dev` would reach the calls made here through the environment, and beat their --omit=dev.
const inherited = new Set(['npm_config_include', 'npm_config_omit', 'npm_config_only', 'npm_config_production']);
const environment = () =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !inherited.has(name.toLowerCase())));

/**
 * Runs a program to its end; throws a SetupError with `hint` if it fails. Ctrl+C reaches the program too, and npm then
 * tidies up for a while: this waits for that, so that the next set-up does not start in the middle of it.
 */
export const run = async (program, args, { cwd, hint, extraEnv = {} }) => {
  let interrupted = false;
  const note = () => {
    interrupted = true;
  };
  process.on('SIGINT', note).on('SIGTERM', note);
  try {
    const child = spawn(program, args, {
      cwd,
      env: { ...environment(), ...extraEnv },
      stdio: ['ignore', 2, 2],
      shell: platform === 'win32',
    });
    const [code] = await Promise.race([once(child, 'exit'), once(child, 'error')]);
    if (interrupted) throw new SetupError('Interrupted. What is missing will be installed the next time.');
    if (code !== 0) throw new SetupError(hint);
  } finally {
    process.off('SIGINT', note).off('SIGTERM', note);
  }
};

/** `npm ci` in a folder, with further flags. */
export const npmCi = (cwd, ...flags) =>
  run('npm', ['ci', ...flags, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    hint: `npm could not install the packages of ${cwd}. Is the npm registry within reach? Run the command again.`,
  });
