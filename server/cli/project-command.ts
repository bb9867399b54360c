import path from 'node:path';
import type { Command } from 'commander';
import type { CommandContext, RunAction } from './command.ts';
import { type Core, withCore } from './core-access.ts';
import { exitCodes } from './exit-codes.ts';
import { printJson } from './terminal.ts';

interface ProjectOptions {
  readonly project: string;
  readonly json?: boolean;
}

/** A command that asks the core something about a project, and prints the answer for people or as JSON. */
export interface ProjectCommand<Result> {
  readonly name: string;
  readonly argument?: readonly [string, string];
  readonly description: string;
  readonly ask: (core: Core, project: string, argument: string | undefined) => Promise<Result>;
  /** The answer for people. */
  readonly text: (result: Result) => string;
  /** Whether what was asked for came to be; so it is where this is absent. */
  readonly isWell?: (result: Result) => boolean;
}

/** Adds such a command to a group of them. */
export function addProjectCommand<Result>(
  group: Command,
  { terminal, core }: CommandContext,
  run: RunAction,
  { name, argument, description, ask, text, isWell = () => true }: ProjectCommand<Result>,
): void {
  const command = group.command(name).description(description);
  if (argument !== undefined) command.argument(...argument);
  command
    .option('--project <folder>', 'the project, or a folder in it', '.')
    .option('--json', 'print JSON')
    .action((...given: unknown[]) => {
      const word = typeof given[0] === 'string' ? given[0] : undefined;
      const options = command.opts<ProjectOptions>();
      return run(options.json === true, async () => {
        const result = await withCore(core.connect(), (it) => ask(it, path.resolve(options.project), word));
        if (options.json === true) printJson(terminal, result);
        else terminal.out(text(result));
        return isWell(result) ? exitCodes.success : exitCodes.failure;
      });
    });
}
