import * as z from 'zod';

/** What the language server answers to `compline.applyPipelineLocks`: the names of Savers. */
export const pipelineLocksSchema = z.object({ locked: z.array(z.string()), already: z.array(z.string()) });
