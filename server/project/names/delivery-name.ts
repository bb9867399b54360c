import { ComplineError } from '../../protocol/errors.ts';

/**
 * The parts of the name of media that is delivered:
 * `projectID_codec[+colorspace]_WxH[p|i]_fps[_language][_subtitles].ext`.
 */
export interface DeliveryName {
  readonly project: string;
  readonly codec: string;
  /** Empty where the name does not say. */
  readonly colourSpace: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Whole pictures or fields; absent where the name does not say. */
  readonly scan: 'p' | 'i' | undefined;
  /** Frames per second, as it is written: `23.976`. */
  readonly rate: string;
  /** The language that is spoken, `FR` or `pt-BR`; empty where the name does not say. */
  readonly language: string;
  /** What the subtitles are called; empty where there are none. */
  readonly subtitles: string;
  /** Without its first dot; may hold several. */
  readonly extension: string;
}

/** A rate has at most three digits behind its point, a frame number in an extension at least four. */
const DELIVERY =
  /^(?<project>[A-Za-z0-9+-]{1,10})_(?<codec>[A-Za-z0-9-]+)(?:\+(?<colourSpace>[A-Za-z0-9-]+))?_(?<width>[1-9]\d{0,5})x(?<height>[1-9]\d{0,5})(?<scan>[pi])?_(?<rate>\d{1,3}(?:\.\d{1,3})?)(?=[_.])(?:_(?<language>[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?))?(?:_(?<subtitles>[A-Za-z0-9+ -]{1,30}))?\.(?<extension>[^/\\.][^/\\]*)$/;

/**
 * Reads the name of delivered media; undefined for any other. A block of two or three letters behind the rate, also with a
 * region, is the language; what comes then, or anything else there, are the subtitles.
 */
export function parseDeliveryName(name: string): DeliveryName | undefined {
  const found = DELIVERY.exec(name)?.groups;
  if (found === undefined) return undefined;
  const { project = '', codec = '', colourSpace = '', width, height, scan, rate = '' } = found;
  const { language = '', subtitles = '', extension = '' } = found;
  return {
    ...{ project, codec, colourSpace, width: Number(width), height: Number(height) },
    scan: scan === 'p' || scan === 'i' ? scan : undefined,
    ...{ rate, language, subtitles, extension },
  };
}

/**
 * Makes the name of delivered media of its parts, so that `parseDeliveryName` reads these parts from it.
 *
 * @throws ComplineError `invalid-parameters` for parts of which no name can be made.
 */
export function buildDeliveryName(parts: DeliveryName): string {
  const { project, codec, colourSpace, width, height, scan = '', rate, language, subtitles, extension } = parts;
  const format = colourSpace === '' ? codec : `${codec}+${colourSpace}`;
  const blocks = [project, format, `${width}x${height}${scan}`, rate, language, subtitles];
  const name = `${blocks.filter((block, at) => at < 4 || block !== '').join('_')}.${extension}`;
  const read = parseDeliveryName(name);
  if (read !== undefined && KEYS.every((key) => read[key] === parts[key])) return name;
  const message =
    read === undefined
      ? `"${name}" is no name for media that is delivered.`
      : `"${name}" would be read as another name.`;
  const nextStep = 'Name its parts as docs/naming.md says.';
  throw new ComplineError({ code: 'invalid-parameters', message, nextStep });
}

const KEYS = [
  'project',
  'codec',
  'colourSpace',
  'width',
  'height',
  'scan',
  'rate',
  'language',
  'subtitles',
  'extension',
] as const;
