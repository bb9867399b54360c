import type { FrameList } from './frame-list.ts';

/** Something in a text that is no frame range in its dialect. */
export interface FrameError {
  /** Stable, for programs: `frame-expected`, `step-zero`, … */
  readonly code: string;
  /** What was found, and what may stand there. */
  readonly message: string;
  /** Where, in UTF-16 code units; `start` is the text's length where something is missing at its end. */
  readonly start: number;
  readonly end: number;
}

/** The frames of a text, or everything that is wrong with it, in order. */
export type ParsedFrames =
  | { readonly frames: FrameList; readonly errors: readonly [] }
  | { readonly frames: undefined; readonly errors: readonly FrameError[] };

/** Frames as a text, or why they cannot be written in a dialect: a sentence. */
export type PrintedFrames = { readonly text: string } | { readonly refused: string };

/** How one program reads and writes frame ranges. */
export interface FrameDialect {
  /** The name on the command line and in settings: `fileseq`. */
  readonly name: string;
  /** The program's name for people. */
  readonly title: string;
  /** Reads a text as the program does: in its order, with its duplicates. Never throws. */
  parse(text: string): ParsedFrames;
  /**
   * Writes frames so that `parse` gives the same ones back, in the program's own order. Never throws. Missing where
   * Compline only reads the dialect.
   */
  print?(frames: FrameList): PrintedFrames;
}
