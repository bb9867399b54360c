import { ComplineError, type ErrorData } from '../protocol/errors.ts';

/** Where the command line writes to. */
export interface Terminal {
  /** Results: what a script reads. */
  out(text: string): void;
  /** What people read meanwhile: progress, errors. */
  err(text: string): void;
  /** Whether standard error is a terminal somebody looks at. */
  readonly isInteractive: boolean;
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isInteractive: process.stderr.isTTY === true,
};

/** One JSON document on standard output, and nothing else. */
export function printJson(terminal: Terminal, document: unknown): void {
  terminal.out(`${JSON.stringify(document, undefined, 2)}\n`);
}

/** Prints an error: as `{ "error": { code, message, ... } }` where JSON was asked for, in sentences otherwise. */
export function printError(terminal: Terminal, error: unknown, json: boolean): void {
  const data = errorData(error);
  if (json) {
    printJson(terminal, { error: data });
    return;
  }
  const place = data.path === undefined || data.message.includes(data.path) ? '' : `${data.path}: `;
  terminal.err(`${place}${data.message}\n`);
  if (data.nextStep !== undefined) terminal.err(`${data.nextStep}\n`);
}

function errorData(error: unknown): ErrorData {
  if (ComplineError.is(error)) return error.toData();
  return { code: 'internal', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
