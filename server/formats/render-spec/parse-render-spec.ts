import * as z from 'zod';
import { validateYaml, type YamlProblem } from '../config/validate-yaml.ts';

const outputSchema = z.strictObject({
  /** Fusion's id of the file format: `OpenEXRFormat`. */
  format: z.string().min(1).optional(),
  /** Values of the Saver's inputs: `OpenEXRFormat.Compression`. */
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  image_sequence: z.boolean().default(false),
  /** True: frames are numbered as the plate is; false: as the comp is; absent: as the Saver says. */
  source_numbering: z.boolean().optional(),
  /** Where a final render goes: the project's export folder, or the step's `_published`. */
  export_dest: z.enum(['project', 'step']).default('project'),
});

/** Strict under `fusion` and `naming`, open elsewhere: other programs share the document. */
const renderSpecSchema = z.looseObject({
  fusion: z
    .strictObject({ final: outputSchema.nullable().optional(), preview: outputSchema.nullable().optional() })
    .nullable()
    .optional(),
  naming: z
    .strictObject({ final_suffix: z.string().optional(), preview_suffix: z.string().optional() })
    .nullable()
    .optional(),
});

/** What one output of a step is, and where it goes. */
export type OutputSpec = z.output<typeof outputSchema>;

/** A render spec: outputs that it says nothing about, or leaves empty, are absent. */
export interface RenderSpec {
  readonly final: OutputSpec | undefined;
  readonly preview: OutputSpec | undefined;
}

/** Reads the text of a render spec; `spec` is absent where anything in it is wrong. An empty text is an empty spec. */
export function parseRenderSpec(text: string): { spec: RenderSpec | undefined; problems: readonly YamlProblem[] } {
  if (/^\uFEFF?\s*$/.test(text)) return { spec: { final: undefined, preview: undefined }, problems: [] };
  const { value, problems } = validateYaml(text, renderSpecSchema);
  if (value === undefined) return { spec: undefined, problems };
  const fusion = value.fusion ?? {};
  return { spec: { final: filled(fusion.final), preview: filled(fusion.preview) }, problems };
}

/** An output without a format sets nothing; an empty map counts as none. */
function filled(output: OutputSpec | null | undefined): OutputSpec | undefined {
  if (!output) return undefined;
  const isEmpty = output.format === undefined && Object.keys(output.properties).length === 0 && !output.image_sequence;
  return isEmpty && output.export_dest === 'project' ? undefined : output;
}
