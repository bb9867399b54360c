/** A format in which Fusion reads or writes media. */
export interface FileFormat {
  /** As `FormatID` and `OutputFormat` write it. */
  readonly id: string;
  readonly name: string;
  /** The extensions of its files in small letters, the one that a new file gets first. */
  readonly extensions: readonly string[];
  /** One file holds many frames. */
  readonly isMovie: boolean;
}

type Row = readonly [id: string, name: string, ...extensions: readonly string[]];

const IMAGES: readonly Row[] = [
  ['OpenEXRFormat', 'OpenEXR', '.exr', '.sxr'],
  ['JpegFormat', 'JPEG', '.jpg', '.jpeg', '.jpe', '.jfif'],
  ['PNGFormat', 'PNG', '.png'],
  ['TiffFormat', 'TIFF', '.tif', '.tiff'],
  ['TargaFormat', 'Targa', '.tga', '.targa', '.vda', '.icb', '.vst'],
  ['DPXFormat', 'DPX', '.dpx'],
  ['CineonFormat', 'Cineon', '.cin'],
  ['BMPFormat', 'BMP', '.bmp', '.dib'],
  ['SGIFormat', 'SGI', '.sgi', '.rgb', '.rgba', '.bw'],
  ['Jpeg2000Format', 'JPEG 2000', '.jp2', '.j2k', '.j2c', '.jpc', '.jpf', '.jpx'],
  ['PSDFormat', 'Photoshop', '.psd', '.psb'],
  ['HDRFormat', 'Radiance HDR', '.hdr', '.rgbe'],
  ['DDSFormat', 'DirectDraw surface', '.dds'],
  ['FITSFormat', 'FITS', '.fits', '.fit', '.fts'],
  ['IFFFormat', 'Amiga IFF', '.iff', '.lbm', '.ilbm'],
  ['MayaFormat', 'Maya IFF', '.iff', '.tdi'],
  ['PICFormat', 'Softimage PIC', '.pic'],
  ['rlaFormat', 'Wavefront RLA', '.rla', '.rpf'],
  ['DNGFormat', 'Digital negative', '.dng'],
];

const MOVIES: readonly Row[] = [
  ['QuickTimeMovies', 'QuickTime movie', '.mov', '.mp4', '.m4v', '.qt', '.3gp'],
  ['AVIFormat', 'AVI', '.avi'],
  ['MXFFormat', 'MXF', '.mxf'],
  ['R3DFormat', 'RED raw', '.r3d'],
  ['BrawFileFormat', 'Blackmagic RAW', '.braw'],
  ['FFMPEGFileFormats', 'FFmpeg movie', '.mp4', '.mkv', '.webm', '.mpg', '.mpeg', '.ts', '.flv', '.ogv'],
  ['DShowFormat', 'DirectShow movie', '.wmv', '.asf', '.avi', '.mpg'],
];

/**
 * The formats whose files are told by their extension, by id. Ids: the registry dump of a Fusion 18 install
 * (movalex/flpp, MIT). Extensions: what real comps hold, and the usual ones of the formats.
 */
export const FILE_FORMATS: ReadonlyMap<string, FileFormat> = new Map([
  ...IMAGES.map((row) => formatOf(row, false)),
  ...MOVIES.map((row) => formatOf(row, true)),
]);

function formatOf([id, name, ...extensions]: Row, isMovie: boolean): readonly [id: string, format: FileFormat] {
  return [id, { id, name, extensions, isMovie }];
}
