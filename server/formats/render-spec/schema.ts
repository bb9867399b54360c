import * as z from 'zod';

/** The render spec of a step. The descriptions are what hovers and the documentation show. */

const format = z
  .string()
  .min(1)
  .optional()
  .describe("Fusion's id of the file format. It sets OutputFormat of the Saver; without it nothing is set.");

const properties = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
  .default({})
  .describe('Options of the format, as inputs of the Saver: OpenEXRFormat.Compression. Each is set to its value.');

const imageSequence = z
  .boolean()
  .default(false)
  .describe(
    'True for a format that writes a file for each frame: the files get a frame number and a folder of their own.',
  );

const sourceNumbering = z
  .boolean()
  .optional()
  .describe('True numbers the files as the plate is, false as the comp is; left out, the Saver decides.');

const rendering = (what: string) =>
  z.boolean().optional().describe(`${what} while the output is rendered; left out, the comp decides.`);

const outputSchema = z.strictObject({
  format,
  image_sequence: imageSequence,
  properties,
  source_numbering: sourceNumbering,
  high_quality: rendering('High quality (HiQ)'),
  motion_blur: rendering('Motion blur'),
  proxy: rendering('Proxies'),
  export_dest: z
    .enum(['project', 'step'])
    .default('project')
    .describe(
      "Where the final render goes: the project's export folder (06-EXPORT), or a new version in the step's _published. For a preview it means nothing.",
    ),
});

const namingSchema = z.strictObject({
  final_suffix: z.string().optional().describe('What final renders have after the name of the source media.'),
  preview_suffix: z.string().optional().describe('What previews have after the name of the source media.'),
});

/** Strict under `fusion` and `naming`, open elsewhere: other programs share the document. */
export const renderSpecSchema = z.looseObject({
  fusion: z
    .strictObject({
      final: outputSchema.nullable().optional().describe('What a final render is, and where it goes.'),
      preview: outputSchema.nullable().optional().describe("What a preview is; it goes to the step's _preview."),
    })
    .nullable()
    .optional()
    .describe('What Fusion renders.'),
  naming: namingSchema
    .nullable()
    .optional()
    .describe('How files are named whose shot has a source media; other files have the name of the shot and step.'),
  ramsesPublishOptions: z
    .looseObject({
      useTempFile: z.boolean().optional().describe('The working file is copied, and the copy is published.'),
      backupFile: z.boolean().optional().describe('A copy of the published file is kept beside it, named +backup+.'),
    })
    .nullable()
    .optional()
    .describe('How any program publishes the step.'),
});

/** What one output of a step is, and where it goes. */
export type OutputSpec = z.output<typeof outputSchema>;

/** What suffixes names get. */
export type NamingSpec = z.output<typeof namingSchema>;

/** The outputs that a spec may have. */
export const OUTPUT_KINDS = ['final', 'preview'] as const;

/** A final render, or a preview. */
export type OutputKind = (typeof OUTPUT_KINDS)[number];
