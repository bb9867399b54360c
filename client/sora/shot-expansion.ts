import * as z from 'zod';

const optionalNumber = z.number().optional();

const problemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('no-table') }),
  z.object({ kind: z.literal('no-rows') }),
  z.object({ kind: z.literal('no-column'), name: z.string() }),
  z.object({ kind: z.literal('empty-cell'), name: z.string() }),
  z.object({ kind: z.literal('empty-prompt') }),
  z.object({ kind: z.literal('prompt-too-long'), characters: z.number(), most: z.number() }),
  z.object({ kind: z.literal('lone-brace') }),
]);

/** What the language server answers to `compline.expandShots`. */
export const shotExpansionSchema = z.object({
  videos: z.array(
    z.object({
      shot: z.number(),
      row: optionalNumber,
      id: z.string().optional(),
      model: z.string().optional(),
      width: optionalNumber,
      height: optionalNumber,
      duration: optionalNumber,
      prompt: z.string(),
      problems: z.array(problemSchema),
    }),
  ),
  total: z.number(),
  tableFaults: z.array(z.string()),
});

/** The first of the videos that the shots of a project stand for. */
export type ShotExpansion = z.infer<typeof shotExpansionSchema>;

/** One of them. */
export type Video = ShotExpansion['videos'][number];

/** Why a video is not what its shot says. */
export type VideoProblem = z.infer<typeof problemSchema>;
