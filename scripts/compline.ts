// usage: npm run --silent compline -- ARGUMENTS
// Runs the command line from the checkout: builds what is stale, then hands over arguments, input, output and exit code.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { argv, cwd, env, execPath, exit } from 'node:process';
import { build } from './build/bundles.ts';
import { isFresh } from './build/freshness.ts';
import { at } from './lib/paths.mjs';

const couldNotBuild = 70; // EX_SOFTWARE of sysexits.h, which is no exit code of the command line's own

if (!isFresh() && !(await build({ minify: false }))) exit(couldNotBuild);

// npm runs scripts in the package's root; the paths that the user gave are meant from where the user is.
const child = spawn(execPath, [at('dist', 'compline.cjs'), ...argv.slice(2)], {
  cwd: env.INIT_CWD ?? cwd(),
  stdio: 'inherit',
});
process.on('SIGINT', () => {}); // The terminal tells the child too, and it decides when to end.
process.on('SIGTERM', () => child.kill('SIGTERM'));
const [code, signal]: [number | null, NodeJS.Signals | null] = await once(child, 'exit').then(([a, b]) => [a, b]);
exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
