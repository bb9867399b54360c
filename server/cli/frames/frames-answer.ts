import type { FrameDialect, FrameError } from '../../formats/frames/dialect.ts';
import type { FrameList } from '../../formats/frames/frame-list.ts';
import { printFrames } from '../../formats/frames/parse-frames.ts';
import { exitCodes } from '../exit-codes.ts';
import { printable, printJson, type Terminal } from '../terminal.ts';

/** What `compline frames` prints as JSON, with exit code 2, where a text is refused. */
export interface FramesRefused {
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    /** From 1, in UTF-16 code units, as editors count. */
    readonly column: number;
  }[];
}

/** A text that is not what its dialect asks for, or frames that cannot be written: printed as errors, exit code 2. */
export class RefusedFrames extends Error {
  override readonly name = 'RefusedFrames';
  readonly errors: readonly Pick<FrameError, 'code' | 'message' | 'start'>[];

  constructor(errors: readonly Pick<FrameError, 'code' | 'message' | 'start'>[]) {
    super(errors.map(({ message }) => message).join(' '));
    this.errors = errors;
  }
}

/** A refusal of frames that were read well. */
export function refuse(code: string, message: string): never {
  throw new RefusedFrames([{ code, message, start: 0 }]);
}

/** Reads a text, or refuses it with everything that is wrong. */
export function readFrames(text: string, dialect: FrameDialect): FrameList {
  const { frames, errors } = dialect.parse(text);
  if (frames === undefined) throw new RefusedFrames(errors);
  return frames;
}

/** Writes frames, or refuses with the reason. */
export function writeFrames(frames: FrameList, dialect: FrameDialect): string {
  const printed = printFrames(frames, dialect);
  return 'text' in printed ? printed.text : refuse('cannot-write', printed.refused);
}

/** Runs a command's work, and prints its refusal. */
export async function answered(terminal: Terminal, json: boolean, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return exitCodes.success;
  } catch (error) {
    if (!(error instanceof RefusedFrames)) throw error;
    const errors = error.errors.map(({ code, message, start }) => ({ code, message, column: start + 1 }));
    if (json) printJson(terminal, { errors } satisfies FramesRefused);
    else for (const { column, message } of errors) terminal.err(`${printable(`Column ${column}: ${message}`)}\n`);
    return exitCodes.misuse;
  }
}
