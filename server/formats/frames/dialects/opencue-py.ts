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
  split: commaParts,
  exactFrames: largeFrame,
});
