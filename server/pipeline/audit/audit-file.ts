import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { AuditProblem, AuditProblemKind } from '../../protocol/audit.ts';
import { eachLine } from './each-line.ts';

/** What stands in the place of the hash in the first line of an audit file. */
export const NO_PREVIOUS = '0'.repeat(64);

/** The last line of an audit file, or one in it: its number, and its hash. */
export const auditHeadSchema = z.object({
  sequence: z.int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type AuditHead = z.output<typeof auditHeadSchema>;

/** What a line says of the file of another writer: how far it went when the line was written. */
export const witnessSchema = auditHeadSchema.extend({ file: z.string() });
export type Witness = z.output<typeof witnessSchema>;

const chained = {
  /** 1 for the first line, then one more with each. */
  sequence: z.int().positive(),
  /** SHA-256 of the line before, without its line end, in hexadecimal. */
  previous: z.string().regex(/^[0-9a-f]{64}$/),
};

/** One line of an audit file. Beside these keys it holds what its event has to tell. */
export const auditLineSchema = z.looseObject({
  version: z.literal(1),
  ...chained,
  /** ISO 8601 in UTC. */
  at: z.string(),
  user: z.string(),
  machine: z.string(),
  event: z.string(),
  /** How far other writers' files went: what is cut off them later is known by that. */
  others: z.array(witnessSchema).optional().catch(undefined),
  /** The writer had written up to here, and found less, or another line in this place: somebody changed the file. */
  lost: auditHeadSchema.optional().catch(undefined),
});
export type AuditLine = z.output<typeof auditLineSchema>;

/** A line of a version that this Compline does not know. */
const newerLineSchema = z.looseObject({ version: z.int().min(2), ...chained });

/** What a look through an audit file found. */
export interface AuditVerification {
  /** How many whole lines there are. */
  readonly lines: number;
  /** What is wrong, by line, counted from 1: the first hundred. */
  readonly problems: readonly AuditProblem[];
  readonly moreProblems: number;
  /** The file ends in the middle of a line: its writer died. The next append keeps that piece aside. */
  readonly torn: boolean;
  /** Lines of newer versions. */
  readonly newer: number;
  /** The hash of the first line: two files with the same one are copies of one another. */
  readonly first: string | undefined;
}

/** What is known of a file from elsewhere: the hash that a line had, by the line's number, and who says so. */
export type KnownLines = ReadonlyMap<number, { readonly hash: string; readonly by: string }>;

const MOST_PROBLEMS = 100;

/** The SHA-256 of a line without its line end, in hexadecimal. */
export function lineHash(line: string | Uint8Array): string {
  return createHash('sha256').update(line).digest('hex');
}

/** The beginning of the name of a writer's file. */
export function writerPrefix({ user, machine }: { readonly user: string; readonly machine: string }): string {
  return [user, machine].map((part) => part.replaceAll(/[^A-Za-z0-9._+@]+/g, '_')).join('-');
}

/**
 * Checks that every line of an audit file follows from the one before, that it is by the writer whom the file's `name`
 * tells, and that it is what others `known` of it. Errors: those of reading the file.
 */
export async function verifyAuditFile(
  file: string,
  { name, known = new Map() }: { readonly name?: string; readonly known?: KnownLines } = {},
): Promise<AuditVerification> {
  const problems: AuditProblem[] = [];
  let moreProblems = 0;
  const tell = (kind: AuditProblemKind, message: string, line?: number): void => {
    if (problems.length === MOST_PROBLEMS) moreProblems += 1;
    else problems.push({ kind, message, ...(line !== undefined && { line }) });
  };
  let previous = NO_PREVIOUS;
  let sequence = 0;
  let newer = 0;
  let first: string | undefined;
  const { lines, tornBytes } = await eachLine(file, (bytes, number) => {
    const hash = bytes === undefined ? '' : lineHash(bytes);
    const read = bytes === undefined ? undefined : parseChained(bytes.toString('utf8'));
    const line = read?.known ?? read?.newer;
    first ??= hash;
    if (line === undefined) {
      tell('not-a-line', 'This is no audit line.', number);
      sequence += 1;
    } else {
      if (read?.known === undefined) newer += 1;
      if (line.sequence !== sequence + 1) tell('sequence', gap(line.sequence, sequence + 1), number);
      else if (line.previous !== previous) {
        tell('chain', 'It does not follow from the line before: one of the two was changed.', number);
      }
      sequence = line.sequence;
      const lost = read?.known?.lost;
      if (lost !== undefined && lost.sequence >= line.sequence) {
        tell('cut', `Before this line was written, lines up to ${lost.sequence} were here.`, number);
      } else if (lost !== undefined) {
        tell('rewritten', `When this line was written, line ${lost.sequence} was not the one written before.`, number);
      }
      if (name !== undefined && isForeign(line, name)) {
        tell('foreign', `It is by ${line.user} on ${line.machine}, and this is the file of another writer.`, number);
      }
    }
    const seen = known.get(number);
    if (seen !== undefined && seen.hash !== hash) {
      tell('rewritten', `This is another line than the one that ${seen.by} saw.`, number);
    }
    previous = hash;
  });
  const [furthest = 0] = [...known.keys()].sort((left, right) => right - left);
  if (furthest > lines) {
    const by = known.get(furthest)?.by ?? '';
    tell('cut', `It had ${furthest} lines, as ${by} knows, and has ${lines}: some are gone.`);
  }
  return { lines, problems, moreProblems, torn: tornBytes > 0, newer, first };
}

const gap = (found: number, expected: number): string =>
  `The line has the number ${found} in the place of ${expected}: lines are missing or added.`;

function isForeign(line: Readonly<Record<string, unknown>>, name: string): boolean {
  const { user, machine } = line;
  if (typeof user !== 'string' || typeof machine !== 'string') return false;
  return !name.startsWith(`${writerPrefix({ user, machine })}-`);
}

function parseChained(text: string) {
  const value = parseJson(text);
  const known = auditLineSchema.safeParse(value).data;
  return { known, newer: known === undefined ? newerLineSchema.safeParse(value).data : undefined };
}

/** A line of an audit file; undefined for any other text. */
export function parseAuditLine(text: string): AuditLine | undefined {
  return auditLineSchema.safeParse(parseJson(text)).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
