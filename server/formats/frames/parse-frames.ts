import type { FrameDialect, ParsedFrames, PrintedFrames } from './dialect.ts';
import { complineDialect } from './dialects/compline.ts';
import type { FrameList } from './frame-list.ts';

/** Reads frames, in Compline's dialect where no other is named. */
export function parseFrames(text: string, dialect: FrameDialect = complineDialect): ParsedFrames {
  return dialect.parse(text);
}

/** Writes frames, in Compline's dialect where no other is named; refused where the dialect cannot say them. */
export function printFrames(frames: FrameList, dialect: FrameDialect = complineDialect): PrintedFrames {
  return (
    dialect.print?.(frames) ?? { refused: `Compline reads the ranges of ${dialect.title}, and does not write them.` }
  );
}
