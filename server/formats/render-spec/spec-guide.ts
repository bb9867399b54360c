import { FILE_FORMATS, type FileFormat } from '../comp/vocabulary/file-formats.ts';
import { type FormatOption, formatOption, optionsOfFormat } from '../comp/vocabulary/format-options.ts';
import { canonicalFormat } from '../comp/vocabulary/media-formats.ts';
import type { KeyGuide, ValueChoice, ValueGuide, ValueShape, YamlGuide } from '../yaml/guide.ts';
import { valueGuideAt } from '../yaml/schema-guide.ts';
import { resolved, type YamlPath } from '../yaml/yaml-node.ts';
import { nodeAt } from '../yaml/yaml-places.ts';
import type { YamlText } from '../yaml/yaml-text.ts';
import { OUTPUT_KINDS, renderSpecSchema } from './schema.ts';

/** Formats that Fusion reads and does not write. */
const READ_ONLY: ReadonlySet<string> = new Set(['DNGFormat', 'R3DFormat', 'BrawFileFormat']);

/** What counts where the schema has no default of its own: it is for the program that writes the files. */
const STANDARD_SUFFIXES: Readonly<Record<string, string>> = { final_suffix: '_vfx', preview_suffix: '_vfx_preview' };

/** What is known of render specs: the schema, the formats of Fusion, and the options of the format that is chosen. */
export const specGuide: YamlGuide = {
  valueAt(yaml, path) {
    const known = valueGuideAt(renderSpecSchema, path);
    const [section, key = '', name = ''] = path;
    if (section === 'naming' && path.length === 1) return known && { ...plain(known), keys: () => suffixKeys(known) };
    if (section === 'naming' && path.length === 2) return known && withStandard(known, String(key));
    if (section !== 'fusion' || !OUTPUT_KINDS.some((kind) => kind === key)) return known;
    if (path.length === 2 && key === 'preview') return known && without(known, 'export_dest');
    if (path.length === 3 && name === 'format') return known && { ...plain(known), choices: formatChoices() };
    if (name !== 'properties' || known === undefined) return known;
    if (path.length === 3) return { ...plain(known), keys: () => optionKeys(chosenFormat(yaml, path)) };
    const option = path.length === 4 ? formatOption(String(path[3])) : undefined;
    return option === undefined ? known : optionGuide(option);
  },
};

/** A guide as an object that parts can be exchanged in. */
function plain(guide: ValueGuide): ValueGuide {
  const { shapes, description, standard, choices, isOpen } = guide;
  return {
    shapes,
    ...(description !== undefined && { description }),
    ...(standard !== undefined && { standard }),
    choices,
    isOpen,
    keys: () => guide.keys(),
  };
}

function withStandard(guide: ValueGuide, name: string): ValueGuide {
  const standard = STANDARD_SUFFIXES[name];
  return standard === undefined ? guide : { ...plain(guide), standard };
}

function suffixKeys(naming: ValueGuide): readonly KeyGuide[] {
  return naming.keys().map((key) => ({ ...key, value: withStandard(key.value, key.name) }));
}

function without(guide: ValueGuide, name: string): ValueGuide {
  return { ...plain(guide), keys: () => guide.keys().filter((key) => key.name !== name) };
}

function formatChoices(): readonly ValueChoice[] {
  return [...FILE_FORMATS.values()]
    .filter(({ id }) => !READ_ONLY.has(id))
    .map((format) => ({ value: format.id, name: format.name, description: describeFormat(format) }));
}

/** What a format writes, in a sentence. */
export function describeFormat({ extensions, isMovie }: FileFormat): string {
  const [first = '', ...others] = extensions;
  const also = others.length === 0 ? '' : ` (also ${others.join(' ')})`;
  return `Extension ${first}${also}. ${isMovie ? 'One file holds all frames.' : 'It writes a file for each frame.'}`;
}

/** The id of the format beside the properties at a path; absent where none is chosen. */
function chosenFormat(yaml: YamlText, path: YamlPath): string | undefined {
  const format = resolved(nodeAt(yaml, [...path.slice(0, 2), 'format']));
  return format?.kind === 'scalar' && typeof format.value === 'string' ? canonicalFormat(format.value) : undefined;
}

/** The options of a format, or those of all where none is chosen. */
function optionKeys(formatId: string | undefined): readonly KeyGuide[] {
  const formats = formatId === undefined ? [...FILE_FORMATS.keys()] : [formatId];
  return formats.flatMap(optionsOfFormat).map((option) => ({
    name: option.name,
    isRequired: false,
    detail: option.kind,
    value: optionGuide(option),
  }));
}

const SHAPES: Readonly<Record<FormatOption['kind'], readonly ValueShape[]>> = {
  number: ['a number'],
  'whole number': ['a whole number'],
  switch: ['a whole number', 'true or false'],
  text: ['text'],
};

function optionGuide({ kind, description = '', min, max, choices, texts }: FormatOption): ValueGuide {
  const named = [...(choices ?? [])].map(([value, name]): ValueChoice => ({ value, name }));
  const written = (texts ?? []).map((value): ValueChoice => ({ value }));
  const switches: readonly ValueChoice[] = [
    { value: 1, name: 'on' },
    { value: 0, name: 'off' },
  ];
  const about = [description, rangeText(min, max)].filter((part) => part !== '').join(' ');
  return {
    shapes: SHAPES[kind],
    ...(about !== '' && { description: about }),
    choices: kind === 'switch' && named.length === 0 ? switches : [...named, ...written],
    isOpen: kind === 'text',
    keys: () => [],
  };
}

function rangeText(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `From ${min} to ${max}.`;
  return min === undefined ? '' : `At least ${min}.`;
}
