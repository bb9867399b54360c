/** The formats of pictures whose structure is read. */
export type ImageFormat = 'OpenEXR' | 'DPX' | 'PNG' | 'TIFF' | 'JPEG' | 'TGA';

/** What a complete file says of its picture. */
export interface ImageFacts {
  readonly format: ImageFormat;
  /** In pixels; of an OpenEXR file, the size of its display window. */
  readonly width: number;
  readonly height: number;
  /** The names of the channels as the file orders them; those of later parts as `part.channel`. */
  readonly channels: readonly string[];
  /** What a value is: `half`, `float`, `u8`, `u10`, `u16`, `u32`; where channels differ, of each, joined by commas. */
  readonly type: string;
  /** As the format's people call it: `zip`, `none`, `rle`, `progressive`. */
  readonly compression: string;
  /** What the file itself says of its colours; absent where it says nothing. */
  readonly colourSpace?: string;
  /** The pixels that are in the file (left, top, right, bottom, all included), where they are not the whole picture. */
  readonly dataWindow?: readonly [number, number, number, number];
}

/** One type for all channels, or that of each in their order. */
export function joinedTypes(types: readonly string[]): string {
  return new Set(types).size === 1 ? (types[0] ?? '') : types.join(',');
}
