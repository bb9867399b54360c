import type { Command } from 'commander';
import type { CoreAccess } from './core-access.ts';
import type { Terminal } from './terminal.ts';

/** What the commands stand on. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly core: CoreAccess;
}

/** Adds one command, or a group of them, to the program. A command resolves to its exit code. */
export type AddCommand = (program: Command, context: CommandContext, run: RunAction) => void;

/** Runs a command's work, prints its error where it fails, and remembers the exit code. */
export type RunAction = (json: boolean, work: () => Promise<number>) => Promise<void>;
