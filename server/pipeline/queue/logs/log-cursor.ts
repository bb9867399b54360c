import * as z from 'zod';
import { ComplineError } from '../../../protocol/errors.ts';

/** How far the log of a job is read. */
export interface LogCursor {
  /** The greatest fence of the attempts that were begun to be read; those that are not in `open` are read to their ends. */
  readonly fence: number;
  /** Attempts that are not read to their ends, by task and number (`1.2/1`): bytes from the beginning of the output. */
  readonly open: Readonly<Record<string, number>>;
}

const cursorSchema = z.object({ f: z.number(), o: z.record(z.string(), z.int().nonnegative()) });

/** The cursor as clients keep it, who know nothing of what is in it. */
export const writeCursor = ({ fence, open }: LogCursor): string =>
  Buffer.from(JSON.stringify({ f: fence, o: open })).toString('base64url');

/** Reads a cursor. Error: `invalid-parameters`. */
export function readCursor(text: string): LogCursor {
  try {
    const { f, o } = cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { fence: f, open: o };
  } catch {
    throw new ComplineError({
      code: 'invalid-parameters',
      message: 'What is given as after is nothing that a page of this log has answered.',
      nextStep: 'Ask without it, and go on with the next that is answered.',
    });
  }
}
