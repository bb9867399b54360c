import { once } from 'node:events';
import { styleText } from 'node:util';
import { ComplineError, type ErrorData } from '../protocol/errors.ts';

/** Where the command line writes to. */
export interface Terminal {
  /** Results: what a script reads. */
  out(text: string): void;
  /** What people read meanwhile: progress, errors. */
  err(text: string): void;
  /** Resolves when there is room for more results; who writes without end asks now and then. */
  room(): Promise<void>;
  /** Whether standard error is a terminal somebody looks at. */
  readonly isInteractive: boolean;
  /** Colours results where they are looked at; absent where nobody does. */
  readonly paint?: Paint;
}

/** Colours a text for a terminal, unless it goes into a pipe or `NO_COLOR` is set. */
export type Paint = (colour: 'red' | 'yellow' | 'cyan' | 'gray', text: string) => string;

/** The terminal of this process. */
export const processTerminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  room: async () => {
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  },
  isInteractive: process.stderr.isTTY === true,
  paint: (colour, text) => styleText(colour, text, { stream: process.stdout }),
};

/** One JSON document on standard output, and nothing else. */
export function printJson(terminal: Terminal, document: unknown): void {
  terminal.out(`${JSON.stringify(document, undefined, 2)}\n`);
}

/** One line of text as a terminal may show it: names of files and tools can hold line ends and escape sequences. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}

/** Prints an error: as `{ "error": { code, message, ... } }` where JSON was asked for, in sentences otherwise. */
export function printError(terminal: Terminal, error: unknown, json: boolean): void {
  const data = errorData(error);
  if (json) {
    printJson(terminal, { error: data });
    return;
  }
  const place = data.path === undefined || data.message.includes(data.path) ? '' : `${data.path}: `;
  terminal.err(`${printable(`${place}${data.message}`)}\n`);
  if (data.nextStep !== undefined) terminal.err(`${printable(data.nextStep)}\n`);
}

function errorData(error: unknown): ErrorData {
  if (ComplineError.is(error)) return error.toData();
  const isError = error instanceof Error;
  return {
    code: 'internal',
    message: `Compline met a fault of its own: ${isError ? error.message : String(error)}`,
    nextStep: 'Please report it, with what --json prints about it.',
    details: { stack: isError ? error.stack : undefined },
  };
}
