import * as z from 'zod';

const outputSchema = z.enum(['final', 'preview']);

/** The two outputs that a render spec describes. */
export type OutputName = z.output<typeof outputSchema>;

/** What the language server answers when it is asked for the Savers of a text. */
export const saversSchema = z.array(
  z.object({ name: z.string(), offset: z.number(), output: outputSchema.optional(), isMeant: z.boolean() }),
);

/** The same of a document, with the absolute path of the render spec of its step. */
export const saversOfCompSchema = z.object({ savers: saversSchema, specFile: z.string().nullish() });

/** A Saver to choose, with the offset of its name in the text. */
export type SaverChoice = z.output<typeof saversSchema>[number];

/** What the language server answers when it is asked for the render spec of a Saver. */
export const specSchema = z.union([
  z.object({ reason: z.string() }),
  z.object({ text: z.string(), notices: z.array(z.string()) }),
  z.object({
    edits: z.array(z.object({ range: z.object({ start: z.number(), end: z.number() }), newText: z.string() })),
    notices: z.array(z.string()),
  }),
]);

/** What a Saver writes as a render spec. */
export type SpecOfSaver = z.output<typeof specSchema>;
