import type { FrameDialect } from '../dialect.ts';
import { affogatoDialect } from './affogato.ts';
import { blenderDialect } from './blender.ts';
import { complineDialect } from './compline.ts';
import { deadlineDialect } from './deadline.ts';
import { djvDialect } from './djv.ts';
import { fileseqDialect } from './fileseq.ts';
import { flamencoDialect } from './flamenco.ts';
import { lrcToolboxDialect } from './lrc-toolbox.ts';
import { nukeDialect } from './nuke.ts';
import { openCueJavaDialect } from './opencue-java.ts';
import { openCuePyDialect } from './opencue-py.ts';
import { openJdDialect } from './openjd.ts';
import { openJdSpecDialect } from './openjd-spec.ts';
import { qubeDialect } from './qube.ts';
import { royalRenderDialect } from './royalrender.ts';
import { rushDialect } from './rush.ts';
import { rustFrameSequenceDialect } from './rust-frame-sequence.ts';
import { slurmDialect } from './slurm.ts';

/** Every dialect, one line each: Compline's own, those that are read and written, those that are only read. */
export const FRAME_DIALECTS: readonly FrameDialect[] = [
  complineDialect,
  openJdDialect,
  fileseqDialect,
  openCueJavaDialect,
  openCuePyDialect,
  deadlineDialect,
  nukeDialect,
  blenderDialect,
  flamencoDialect,
  lrcToolboxDialect,
  slurmDialect,
  openJdSpecDialect,
  rustFrameSequenceDialect,
  rushDialect,
  royalRenderDialect,
  djvDialect,
  affogatoDialect,
  qubeDialect,
];

/** The dialect of a name; undefined where there is none. */
export function frameDialect(name: string): FrameDialect | undefined {
  return FRAME_DIALECTS.find((dialect) => dialect.name === name);
}
