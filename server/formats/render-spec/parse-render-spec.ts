import { validateYaml, type YamlProblem } from '../config/validate-yaml.ts';
import { type NamingSpec, type OutputSpec, renderSpecSchema } from './schema.ts';

export type { OutputSpec } from './schema.ts';

/** A render spec: outputs that it says nothing about, or leaves empty, are absent. */
export interface RenderSpec {
  readonly final: OutputSpec | undefined;
  readonly preview: OutputSpec | undefined;
  /** The suffixes that it sets. */
  readonly naming?: NamingSpec;
  /** A copy of the published file is kept beside it. */
  readonly keepsBackup?: boolean;
}

/** Reads the text of a render spec; `spec` is absent where anything in it is wrong. An empty text is an empty spec. */
export function parseRenderSpec(text: string): { spec: RenderSpec | undefined; problems: readonly YamlProblem[] } {
  if (/^\uFEFF?\s*$/.test(text.replace(/^[ \t]*#.*$/gm, ''))) {
    return { spec: { final: undefined, preview: undefined }, problems: [] };
  }
  const { value, problems } = validateYaml(text, renderSpecSchema);
  if (value === undefined) return { spec: undefined, problems };
  return { spec: specOf(value), problems };
}

/** What a document says that is as the schema has it. */
export function specOf({
  fusion,
  naming,
  ramsesPublishOptions,
}: ReturnType<typeof renderSpecSchema.parse>): RenderSpec {
  return {
    final: filled(fusion?.final),
    preview: filled(fusion?.preview),
    ...(naming && { naming }),
    ...(ramsesPublishOptions?.backupFile === true && { keepsBackup: true }),
  };
}

/** An output without a format sets nothing; an empty map counts as none. */
function filled(output: OutputSpec | null | undefined): OutputSpec | undefined {
  if (!output) return undefined;
  const isEmpty = output.format === undefined && Object.keys(output.properties).length === 0 && !output.image_sequence;
  return isEmpty && output.export_dest === 'project' ? undefined : output;
}
