import * as z from 'zod';
import { oneLine } from '../words/one-line.ts';

/*
 * What is read of answers. Farms are of other versions than those that a driver was written from, and one word that is
 * new there must not hide everything else: so a value that is absent, null or of another type is one that was not said.
 * Only what an entry is known by has to be there; and that a list is one at all, since an empty list says that there is
 * nothing.
 */

const scalar = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);

/** What an entry is known by: a text that is not empty, or a number. An entry without it is none. */
export const identifier = scalar.pipe(z.string().min(1));

/** A text; empty where none was said. */
export const word = scalar.catch('');

/** A text for people, on one line and not too long; undefined where none was said. */
export const label = scalar
  .transform((text) => {
    const line = oneLine(text);
    return line === '' ? undefined : line;
  })
  .optional()
  .catch(undefined);

/** A number, also where it was written as a text; undefined where none was said. */
export const amount = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\s*-?\d{1,40}(?:\.\d{1,40})?\s*$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined);

/** A number; 0 where none was said. */
export const count = amount.transform((value) => value ?? 0);

/** Yes or no; no where nothing was said. */
export const flag = z.union([z.boolean(), z.stringbool()]).catch(false);

/** Values by their names, whatever they are; none where nothing was said. */
export const values = z.record(z.string(), z.unknown()).catch({});

/**
 * The entries of a list that can be read. The list has to be there, and may not be null: for lists of jobs, since one that
 * is not in it counts as forgotten.
 */
export const wholeListOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.array(z.unknown()).transform((list) =>
    list.flatMap((it) => {
      const read = entry.safeParse(it);
      return read.success ? [read.data] : [];
    }),
  );

/** As `wholeListOf`; null is an empty one, as programs in Go write it. */
export const listOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.union([wholeListOf(entry), z.null().transform(() => [])]);

/** As `listOf`; where it is not there it is empty. */
export const someOf = <Entry extends z.ZodType>(entry: Entry) => wholeListOf(entry).catch([]);

const errorAnswer = z.union([
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ Message: z.string() }).transform(({ Message }) => Message),
]);

/** The words of an answer that is an error, `{"message":"…"}`; undefined where it has none. */
export function messageIn(text: string): string | undefined {
  try {
    return errorAnswer.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
