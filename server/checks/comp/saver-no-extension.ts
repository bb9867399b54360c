import type { CompCheck } from '../check.ts';
import { baseName, extensionOf, saversOf, severityFor } from './savers.ts';

/** The extensions that Fusion gives to files of its formats. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  BMPFormat: '.bmp',
  CineonFormat: '.cin',
  DPXFormat: '.dpx',
  Jpeg2000Format: '.jp2',
  JpegFormat: '.jpg',
  OpenEXRFormat: '.exr',
  PNGFormat: '.png',
  QuickTimeMovies: '.mov',
  SGIFormat: '.sgi',
  TargaFormat: '.tga',
  TiffFormat: '.tif',
};

/** A Saver's file without an extension: Fusion cannot tell the format, and other programs do not open the files. */
export const saverNoExtension: CompCheck = {
  code: 'saver-no-extension',
  title: 'The file of a Saver has no extension.',
  defaultSeverity: 'error',
  *run(comp) {
    for (const saver of saversOf(comp)) {
      const { file, formatId } = saver.output;
      if (file === undefined || baseName(file.name) === '' || extensionOf(file.name) !== '') continue;
      const extension = EXTENSIONS[formatId ?? ''];
      const end = { start: file.range.end, end: file.range.end };
      const fixes =
        extension === undefined
          ? []
          : [{ title: `Add "${extension}"`, edits: [{ range: end, newText: extension }], preferred: true }];
      yield {
        severity: severityFor(comp, saver, 'error'),
        message: `The file of the Saver ${saver.tool.name} has no extension: "${baseName(file.name)}".`,
        range: file.range,
        fixes,
      };
    }
  },
};
