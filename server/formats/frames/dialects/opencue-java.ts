import { commaParts } from '../list-parts.ts';
import { NUMBERS } from '../whole-numbers.ts';
import { openCueDialect } from './opencue.ts';

/** OpenCue's server, cuebot: numbers of 32 bits and ASCII digits; empty parts at the end of a list are left out. */
export const openCueJavaDialect = openCueDialect({
  name: 'opencue-java',
  title: 'OpenCue (server)',
  number: NUMBERS.signed,
  most: 2 ** 31 - 1,
  passesMoveOn: false,
  split: (text) => {
    const parts = commaParts(text);
    const end = parts.findLastIndex((part) => part.text !== '') + 1;
    return text === '' ? parts : parts.slice(0, end);
  },
  mayBeEmpty: true,
});
