import { canonicalFormat } from '../comp/vocabulary/media-formats.ts';
import type { TextRange } from '../text/range.ts';
import { pairOf, pairsOf } from '../yaml/map-index.ts';
import { plainValue } from '../yaml/plain-value.ts';
import { type SchemaFault, schemaFaults } from '../yaml/schema-faults.ts';
import { resolved, type YamlFault, type YamlMap, type YamlPair } from '../yaml/yaml-node.ts';
import { pairAt } from '../yaml/yaml-places.ts';
import { parseYaml, type YamlText } from '../yaml/yaml-text.ts';
import { type RenderSpec, specOf } from './parse-render-spec.ts';
import { OUTPUT_KINDS, type OutputKind, renderSpecSchema } from './schema.ts';

/** A key of an output with a value that is no list and no map. */
export interface SpecEntry {
  readonly pair: YamlPair;
  readonly name: string;
  readonly value: string | number | boolean | null;
}

/** One output of a render spec, with the place of everything in it. */
export interface SpecOutput {
  readonly kind: OutputKind;
  /** The output's own key. */
  readonly pair: YamlPair;
  /** Its keys and values, which may stand elsewhere: an alias repeats them. */
  readonly map: YamlMap;
  readonly format: SpecEntry | undefined;
  /** The registry id that the name of the format stands for. */
  readonly formatId: string | undefined;
  readonly imageSequence: SpecEntry | undefined;
  readonly exportDest: SpecEntry | undefined;
  /** The map of the properties; absent where there is none. */
  readonly propertyMap: YamlMap | undefined;
  /** The properties whose value is no list and no map. */
  readonly properties: readonly SpecEntry[];
}

/** The text of a render spec, as far as it can be read. */
export interface RenderSpecText {
  readonly yaml: YamlText;
  /** What breaks the rules of YAML. */
  readonly faults: readonly YamlFault[];
  /** What is not as the schema has it; nothing where the text is no YAML, since much would seem wrong that is not. */
  readonly schemaFaults: readonly SchemaFault[];
  readonly outputs: readonly SpecOutput[];
  /** Absent where anything is not as YAML and the schema have it. */
  readonly spec: RenderSpec | undefined;
}

/** Reads the text of a render spec. Never throws; what is wrong is among the faults. */
export function readRenderSpec(text: string): RenderSpecText {
  return specIn(parseYaml(text));
}

/** What a text says as a render spec. */
export function specIn(yaml: YamlText): RenderSpecText {
  const outputs = OUTPUT_KINDS.flatMap((kind) => outputOf(yaml, kind) ?? []);
  const plain = plainValue(yaml);
  if ('fault' in plain) {
    return { yaml, faults: [...yaml.faults, plain.fault], schemaFaults: [], outputs, spec: undefined };
  }
  const parsed = renderSpecSchema.safeParse(plain.value ?? {});
  const isTorn = yaml.faults.some(({ kind }) => kind === 'syntax');
  const faults = isTorn ? [] : schemaFaults(yaml, renderSpecSchema, parsed.error?.issues ?? []);
  const isSound = yaml.faults.length === 0 && parsed.success;
  return {
    yaml,
    faults: yaml.faults,
    schemaFaults: faults,
    outputs,
    spec: isSound ? specOf(parsed.data) : undefined,
  };
}

function outputOf(yaml: YamlText, kind: OutputKind): SpecOutput | undefined {
  const pair = pairAt(yaml, ['fusion', kind]);
  const map = resolved(pair?.value);
  if (pair === undefined || map?.kind !== 'map') return undefined;
  const format = entryOf(pairOf(map, 'format'));
  const properties = resolved(pairOf(map, 'properties')?.value);
  const propertyMap = properties?.kind === 'map' ? properties : undefined;
  return {
    kind,
    pair,
    map,
    format,
    formatId: typeof format?.value === 'string' ? canonicalFormat(format.value) : undefined,
    imageSequence: entryOf(pairOf(map, 'image_sequence')),
    exportDest: entryOf(pairOf(map, 'export_dest')),
    propertyMap,
    properties: propertyMap === undefined ? [] : pairsOf(propertyMap).flatMap((each) => entryOf(each) ?? []),
  };
}

function entryOf(pair: YamlPair | undefined): SpecEntry | undefined {
  const value = resolved(pair?.value);
  if (pair?.name === undefined || value?.kind !== 'scalar') return undefined;
  return { pair, name: pair.name, value: value.value };
}

/** Where something of an output is told: where it stands, or at the output's key where it comes from elsewhere. */
export function placeIn({ pair }: SpecOutput, range: TextRange): TextRange {
  return range.start >= pair.range.start && range.end <= pair.range.end ? range : pair.key.range;
}
