import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod';

/** What stands in the place of the hash in the first line of an audit file. */
export const NO_PREVIOUS = '0'.repeat(64);

/** One line of an audit file. Beside these keys it holds what its event has to tell. */
export const auditLineSchema = z.looseObject({
  version: z.literal(1),
  /** 1 for the first line, then one more with each. */
  sequence: z.int().positive(),
  /** SHA-256 of the line before, without its line end, in hexadecimal. */
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  /** ISO 8601 in UTC. */
  at: z.string(),
  user: z.string(),
  machine: z.string(),
  event: z.string(),
});
export type AuditLine = z.output<typeof auditLineSchema>;

/** What a look through an audit file found. */
export interface AuditVerification {
  /** How many lines are whole and follow from those before them. */
  readonly lines: number;
  /** What is wrong, by line, counted from 1. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
  /** The file ends in the middle of a line: its writer died. The next append keeps that piece aside. */
  readonly torn: boolean;
}

/** The SHA-256 of a line without its line end, in hexadecimal. */
export function lineHash(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}

/** Checks that every line of an audit file follows from the one before. Errors: those of reading the file. */
export async function verifyAuditFile(file: string): Promise<AuditVerification> {
  const text = await readFile(file, 'utf8');
  const pieces = text.split('\n');
  const torn = pieces.pop() !== '';
  const problems: { line: number; message: string }[] = [];
  let previous = NO_PREVIOUS;
  for (const [index, piece] of pieces.entries()) {
    const message = faultOf(piece, index + 1, previous);
    if (message !== undefined) problems.push({ line: index + 1, message });
    previous = lineHash(piece);
  }
  return { lines: pieces.length - problems.length, problems, torn };
}

function faultOf(text: string, sequence: number, previous: string): string | undefined {
  const line = parseAuditLine(text);
  if (line === undefined) return 'This is no audit line.';
  if (line.sequence !== sequence) return `The line has the number ${line.sequence}: lines are missing or added.`;
  if (line.previous !== previous) return 'The line does not follow from the one before: one of the two was changed.';
  return undefined;
}

/** A line of an audit file; undefined for any other text. */
export function parseAuditLine(text: string): AuditLine | undefined {
  try {
    return auditLineSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
