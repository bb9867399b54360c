import { fusionRegistry } from '../registry/fusion-registry.ts';
import { FILE_FORMATS } from './file-formats.ts';

/** What the value of an option is: `switch` is 1 or 0 in a comp. */
export type OptionKind = 'number' | 'whole number' | 'switch' | 'text';

/** An option of a file format: an input of a Saver such as `OpenEXRFormat.Compression`. */
export interface FormatOption {
  /** With its format: `OpenEXRFormat.Compression`. */
  readonly name: string;
  /** The id of the format. */
  readonly format: string;
  readonly kind: OptionKind;
  readonly description?: string;
  /** The least and the greatest value, both allowed, where there are limits. */
  readonly min?: number;
  readonly max?: number;
  /** What the numbers mean, where they are those of a list; others mean nothing. */
  readonly choices?: ReadonlyMap<number, string>;
  /** Texts that are usual; others may be right. */
  readonly texts?: readonly string[];
}

/** What is known of an option besides what the registry says. */
type OptionFact = Omit<FormatOption, 'name' | 'format' | 'choices' | 'kind'> & { readonly kind?: OptionKind };

/**
 * Sources: what Savers in real comps hold, and the inputs of the OpenEXR format as public scripts set them; codec names
 * as Fusion writes them, `<name>_<four letters of QuickTime>`.
 */
const FACTS: Readonly<Record<string, OptionFact>> = {
  'BMPFormat.SaveAlpha': { kind: 'switch', description: 'The alpha channel is written too.' },
  'JpegFormat.Quality': { kind: 'number', min: 0, max: 100 },
  'OpenEXRFormat.AlphaEnable': { kind: 'switch', description: 'The alpha channel is written.' },
  'OpenEXRFormat.BlueEnable': { kind: 'switch', description: 'The blue channel is written.' },
  'OpenEXRFormat.Channels': { kind: 'whole number', description: 'Which channels are written.' },
  'OpenEXRFormat.CompressionLevel': {
    kind: 'number',
    min: 0,
    description: 'How strong ZIP or DWA compresses, in Fusion 18 and newer.',
  },
  'OpenEXRFormat.DWACompressionLevel': { kind: 'number', min: 0, description: 'How strong DWAA and DWAB compress.' },
  'OpenEXRFormat.GreenEnable': { kind: 'switch', description: 'The green channel is written.' },
  'OpenEXRFormat.RedEnable': { kind: 'switch', description: 'The red channel is written.' },
  'OpenEXRFormat.ZEnable': { kind: 'switch', description: 'The depth channel is written.' },
  'OpenEXRFormat.ZipCompressionLevel': { kind: 'number', min: 0, description: 'How strong ZIP and ZIPS compress.' },
  'PNGFormat.Depth': { kind: 'whole number', description: 'The depth of PNG files.' },
  'PNGFormat.PreDivide': { kind: 'switch', description: 'Colours are divided by alpha before they are written.' },
  'PNGFormat.SaveAlpha': { kind: 'switch', description: 'The alpha channel is written too.' },
  'QuickTimeMovies.Compression': {
    kind: 'text',
    description: 'The codec: its name and the four letters that QuickTime has for it.',
    texts: [
      'Apple ProRes 422_apcn',
      'Apple ProRes 422 HQ_apch',
      'Apple ProRes 422 LT_apcs',
      'Apple ProRes 422 Proxy_apco',
      'Apple ProRes 4444_ap4h',
      'H.264_avc1',
    ],
  },
  'TiffFormat.Depth': { kind: 'whole number', description: 'The depth of TIFF files.' },
  'TiffFormat.SaveAlpha': { kind: 'switch', description: 'The alpha channel is written too.' },
};

let known: ReadonlyMap<string, readonly FormatOption[]> | undefined;

/** The options that a format is known to have, by name; there may be others. None for a format that is not known. */
export function optionsOfFormat(formatId: string): readonly FormatOption[] {
  known ??= Map.groupBy(allOptions(), ({ format }) => format);
  return known.get(formatId) ?? [];
}

/** The option of this name, with its format before it; absent where it is not known. */
export function formatOption(name: string): FormatOption | undefined {
  return optionsOfFormat(name.slice(0, Math.max(0, name.indexOf('.')))).find((option) => option.name === name);
}

function allOptions(): readonly FormatOption[] {
  const inputs = fusionRegistry.tool('Saver')?.inputs ?? new Map<string, never>();
  const names = new Set([...inputs.keys(), ...Object.keys(FACTS)]);
  return [...names].sort().flatMap((name): FormatOption[] => {
    const format = name.slice(0, Math.max(0, name.indexOf('.')));
    if (!FILE_FORMATS.has(format)) return [];
    const input = inputs.get(name);
    const description = FACTS[name]?.description ?? input?.description;
    const kind = FACTS[name]?.kind ?? (input?.kinds.includes('number') === false ? 'text' : 'number');
    const texts = [...new Set([...(FACTS[name]?.texts ?? []), ...(input?.ids ?? [])])];
    return [
      {
        ...FACTS[name],
        name,
        format,
        kind: input?.choices === undefined ? kind : 'whole number',
        ...(description !== undefined && { description }),
        ...(input?.choices !== undefined && { choices: input.choices }),
        ...(texts.length > 0 && { texts }),
      },
    ];
  });
}
