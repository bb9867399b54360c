import { paddedFrame } from '../formats/frames/padding.ts';

/** Frames `first` to `last`, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** The files that a Saver writes: one for each frame, or one movie. Names without folder. */
export interface OutputFiles {
  readonly isMovie: boolean;
  /** The name of the file of a frame; that of the movie for every frame. */
  nameOf(frame: number): string;
  /** The names of the files of a span, in order of the frames; one for a movie. */
  namesOf(span: Span): readonly string[];
  /** The name in printf form, `name.%04d.exr`; that of the movie as it is. */
  readonly printf: string;
  /** The name without frame number and extension. */
  readonly base: string;
}

/** Extensions of files that hold all frames. */
const MOVIES = new Set(['.mov', '.mp4', '.m4v', '.avi', '.mxf', '.mkv', '.webm', '.mpg', '.mpeg', '.wmv']);

/** Fusion puts so many digits in front of the extension where a sequence's name has none. */
const STANDARD_WIDTH = 4;

/** What turns a frame of the comp into the number of its file. */
export interface Numbering {
  /** `SequenceStartFrame + frame − GlobalStart` where the Saver sets the start of the sequence; else 0. */
  readonly offset: number;
}

/** Files carry the frames' own numbers. */
export const OWN_NUMBERS: Numbering = { offset: 0 };

/** The numbering of a Saver that begins its sequence with `sequenceStart` at the comp's first frame. */
export function numberedFrom(sequenceStart: number, globalStart: number): Numbering {
  return { offset: sequenceStart - globalStart };
}

/** True for the name of a file that holds all frames. */
export function isMovieName(name: string): boolean {
  return MOVIES.has(extensionOf(name).toLowerCase());
}

/**
 * The files behind the name in a Saver. The frame token is the last run of digits before the extension, after a dot or
 * an underscore or whatever else stands there (`.0000.`, `_0000.`, `plate0000.`); its length is the least number of
 * digits. Digits of a version (`_v001.exr`) are a token too, as they are for Fusion. Where there are none, Fusion
 * inserts four.
 */
export function outputFiles(name: string, numbering: Numbering = OWN_NUMBERS): OutputFiles {
  const { lead, digits, extension } = numberedName(name);
  if (isMovieName(name)) {
    return { isMovie: true, nameOf: () => name, namesOf: () => [name], printf: name, base: `${lead}${digits}` };
  }
  const width = digits === '' ? STANDARD_WIDTH : digits.length;
  const nameOf = (frame: number) => `${lead}${paddedFrame(frame + numbering.offset, width)}${extension}`;
  return {
    isMovie: false,
    nameOf,
    namesOf: ({ first, last }) => Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => nameOf(first + at)),
    printf: `${lead.replaceAll('%', '%%')}%0${width}d${extension}`,
    base: lead.replace(/[._-]$/, ''),
  };
}

/** A name of a file around the last run of digits before its extension; `digits` is empty where there are none. */
export interface NumberedName {
  readonly lead: string;
  readonly digits: string;
  /** With its dot; empty where there is none. */
  readonly extension: string;
}

/** Takes a name apart around its frame number. */
export function numberedName(name: string): NumberedName {
  const extension = extensionOf(name);
  const stem = name.slice(0, name.length - extension.length);
  const digits = /\d*$/.exec(stem)?.[0] ?? '';
  return { lead: stem.slice(0, stem.length - digits.length), digits, extension };
}

/** The extension with its dot; empty where there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot);
}

/** The number in the file name of a sequence, and the name in printf form; undefined where the name has no number. */
export function sequenceNumber(name: string): { number: number; printf: string } | undefined {
  const { digits } = numberedName(name);
  return digits === '' ? undefined : { number: Number(digits), printf: outputFiles(name).printf };
}
