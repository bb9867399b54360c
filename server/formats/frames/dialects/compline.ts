import { COMPLINE_STYLE } from '../compress.ts';
import type { FrameDialect } from '../dialect.ts';
import { parseCompline } from '../parse-compline.ts';
import { printParts } from '../print-parts.ts';

const title = 'Compline';

/** Compline's own dialect: `1,5,10-20` and `1-100x5`, where a stepped range always holds its first and its last frame. */
export const complineDialect: FrameDialect = {
  name: 'compline',
  title,
  parse: parseCompline,
  print: (frames) =>
    printParts(frames, {
      title,
      separator: ',',
      style: COMPLINE_STYLE,
      order: 'as written, each once',
      parse: parseCompline,
    }),
};
