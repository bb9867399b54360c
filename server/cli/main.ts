import { realpathSync } from 'node:fs';
import path from 'node:path';
import { exitCodes } from './exit-codes.ts';
import { MachineCore } from './machine-core.ts';
import { runProgram } from './program.ts';
import { processTerminal } from './terminal.ts';

/** The `compline` command. The core's bundle lies beside the command's own. */
const program = realpathSync(process.argv[1] ?? '.');
const version = process.env.COMPLINE_VERSION ?? '0.0.0';
const core = new MachineCore(path.join(path.dirname(program), 'core.cjs'), version);

// A reader that has seen enough (`compline check . | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.success);
  process.stderr.write(`Standard output cannot be written (${error.code ?? error.message}).\n`);
  process.exit(exitCodes.failure);
});

runProgram(process.argv.slice(2), version, { terminal: processTerminal, core }).then((code) => {
  if (code !== undefined) process.exitCode = code;
});
