import { commaParts } from '../list-parts.ts';
import { largeFrame } from '../part-frames.ts';
import { NUMBERS } from '../whole-numbers.ts';
import { openCueDialect } from './opencue.ts';

/** OpenCue's Python client, `FileSequence` of pycue: numbers of any size, in the digits of any script. */
export const openCuePyDialect = openCueDialect({
  name: 'opencue-py',
  title: 'OpenCue (Python)',
  number: NUMBERS.anyScript,
  most: Number.MAX_SAFE_INTEGER,
  passesMoveOn: true,
  // The end of a pattern is for Python also before a line's end that is the last character.
  split: (text) => commaParts(text).map((part) => ({ ...part, text: part.text.replace(/\n$/, '') })),
  exactFrames: largeFrame,
});
