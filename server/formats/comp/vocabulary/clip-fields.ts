import { words } from './word.ts';

/** The fields of `Clip { ... }`: what a Loader reads and a Saver writes. */
export const CLIP_FIELDS = words(
  ['ID', 'string', 'The name of the clip in its Loader: Clip1, Clip2 …'],
  ['Filename', 'string', 'The file, or one file of the sequence.'],
  ['FormatID', 'id', 'The format of the files.'],
  ['StartFrame', 'number', 'The number of the first file; -1 for the one that is named.'],
  ['Length', 'number', 'How many frames the clip has.'],
  ['LengthSetManually', 'boolean', 'Somebody set the length.'],
  ['TrimIn', 'number', 'Frames that are left out at the start.'],
  ['TrimOut', 'number', 'The last frame of the clip that is used.'],
  ['ExtendFirst', 'number', 'For how many frames the first one is held.'],
  ['ExtendLast', 'number', 'For how many frames the last one is held.'],
  ['Loop', 'number', 'The clip is repeated.'],
  ['AspectMode', 'number', 'Where the pixel aspect is taken from.'],
  ['Depth', 'number', 'The number of bits of a channel.'],
  ['TimeCode', 'number', 'The timecode of the first frame.'],
  ['GlobalStart', 'number', 'The first frame of the clip in the comp.'],
  ['GlobalEnd', 'number', 'The last frame of the clip in the comp.'],
  ['Multiframe', 'boolean', 'The file holds several frames.'],
  ['Saving', 'boolean', 'The clip is written.'],
);
