import { Command, CommanderError } from 'commander';
import { ComplineError, type ErrorCode } from '../protocol/errors.ts';
import type { AddCommand, CommandContext } from './command.ts';
import { addApprove } from './commands/approve.ts';
import { addAudit } from './commands/audit.ts';
import { addCheck } from './commands/check.ts';
import { addCore } from './commands/core.ts';
import { addFarm } from './commands/farm.ts';
import { addFrames } from './commands/frames.ts';
import { addLayers } from './commands/layers.ts';
import { addLoaders } from './commands/loaders.ts';
import { addLock } from './commands/lock.ts';
import { addLsp } from './commands/lsp.ts';
import { addPublish } from './commands/publish.ts';
import { addQueue } from './commands/queue.ts';
import { addRender } from './commands/render.ts';
import { addRoles } from './commands/roles.ts';
import { addSaveVersion } from './commands/save-version.ts';
import { addSystem } from './commands/system.ts';
import { addTrust } from './commands/trust.ts';
import { addVerify } from './commands/verify.ts';
import { addVersions } from './commands/versions.ts';
import { addWebhooks } from './commands/webhooks.ts';
import { addWorkers } from './commands/workers.ts';
import { exitCodes } from './exit-codes.ts';
import { framesLast } from './frames/frames-last.ts';
import { printError } from './terminal.ts';

/** Every command, one line each. */
const commands: readonly AddCommand[] = [
  addCheck,
  addFrames,
  addPublish,
  addRender,
  addQueue,
  addFarm,
  addWorkers,
  addLayers,
  addLoaders,
  addLock,
  addSaveVersion,
  addVersions,
  addApprove,
  addAudit,
  addRoles,
  addWebhooks,
  addVerify,
  addTrust,
  addSystem,
  addCore,
  addLsp,
];

/** What errors of these codes end with; all others are a failure. */
const codesOfErrors: Readonly<Partial<Record<ErrorCode, number>>> = {
  'not-found': exitCodes.misuse,
  'invalid-parameters': exitCodes.misuse,
  locked: exitCodes.locked,
  'lock-lost': exitCodes.locked,
};

/**
 * Runs the command line `argv` (without the program's own name) and resolves to the exit code; undefined where the
 * command goes on by itself after its action, as the language server does.
 */
export async function runProgram(
  argv: readonly string[],
  version: string,
  context: CommandContext,
): Promise<number | undefined> {
  const { terminal } = context;
  let exitCode: number | undefined;
  const isJson = asksForJson(argv);
  const program = new Command('compline')
    .description('Check comps and what belongs to them, render and publish.')
    .version(version)
    // The program's own --version stands before a command; behind one it is the command's.
    .enablePositionalOptions()
    .showHelpAfterError('Add --help for what can be said here.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => isJson || terminal.err(text) });
  const run = async (json: boolean, work: () => Promise<number>) => {
    try {
      exitCode = await work();
    } catch (error) {
      printError(terminal, error, json);
      exitCode = (ComplineError.is(error) ? codesOfErrors[error.code] : undefined) ?? exitCodes.failure;
    }
  };
  for (const add of commands) add(program, context, run);
  inheritSettings(program);
  try {
    await program.parseAsync(framesLast(argv), { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.success;
    if (isJson) printError(terminal, misuse(error), true);
    return exitCodes.misuse;
  }
}

/** Read from the words as they are: where they cannot be understood, the answer has to have the right form all the same. */
function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  return words.some(
    (word, at) => ['--json', '--format=json'].includes(word) || (word === 'json' && words[at - 1] === '--format'),
  );
}

function misuse({ message }: CommanderError): ComplineError {
  const said = message.replace(/^error: /, '');
  return new ComplineError({ code: 'invalid-parameters', message: said, nextStep: 'See the help: --help.' });
}

/** Commander hands its settings to commands made before they are set only where it is told to. */
function inheritSettings(command: Command): void {
  for (const sub of command.commands) {
    sub.copyInheritedSettings(command);
    inheritSettings(sub);
  }
}
