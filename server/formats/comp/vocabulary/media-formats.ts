import { FILE_FORMATS } from './file-formats.ts';

/** The extension, with its dot, that Fusion gives to files of a format; absent for a format that is not known. */
export function extensionOfFormat(formatId: string): string | undefined {
  return FILE_FORMATS.get(formatId)?.extensions[0];
}

/** The id of the first format that has an extension. */
const BY_EXTENSION = new Map(
  [...FILE_FORMATS.values()].reverse().flatMap(({ id, extensions }) => extensions.map((extension) => [extension, id])),
);

/** The format that files with this extension (with its dot) have, the likeliest of several; absent where none is known. */
export function formatOfExtension(extension: string): string | undefined {
  return BY_EXTENSION.get(extension.toLowerCase());
}

/**
 * True where a format certainly does not go with an extension: both are known, and the extension is another format's.
 * Movies share their extensions, and one format of movies opens the files of another.
 */
export function contradicts(formatId: string, extension: string): boolean {
  const format = FILE_FORMATS.get(formatId);
  if (format === undefined || format.extensions.includes(extension.toLowerCase())) return false;
  const other = FILE_FORMATS.get(formatOfExtension(extension) ?? '');
  return other !== undefined && !(format.isMovie && other.isMovie);
}

/** The id of the format whose option an input of a Saver is: `OpenEXRFormat` of `OpenEXRFormat.Depth`. */
export function formatOfOption(inputName: string): string | undefined {
  const dot = inputName.indexOf('.');
  const id = inputName.slice(0, dot);
  return dot !== -1 && dot < inputName.length - 1 && FILE_FORMATS.has(id) ? id : undefined;
}

/** Spellings of older render specs, and the registry ids that they stand for. */
const SPELLINGS: Readonly<Record<string, string>> = {
  PngFormat: 'PNGFormat',
  PhotoshopFormat: 'PSDFormat',
  SoftimageFormat: 'PICFormat',
};

/** The registry id that the name of a format in a render spec stands for. */
export function canonicalFormat(name: string): string {
  return SPELLINGS[name] ?? name;
}
