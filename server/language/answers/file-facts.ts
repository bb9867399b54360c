import type { OutlineKind } from '../language-support.ts';

/** A stretch of one line: the line from 0, the rest in UTF-16 code units. */
export interface LineStretch {
  readonly line: number;
  readonly character: number;
  readonly length: number;
}

/** Something in a file that can be searched for by its name. */
export interface SymbolFact {
  readonly kind: 'symbol';
  readonly name: string;
  readonly symbol: OutlineKind;
  /** The name of what it is in; absent for what stands by itself. */
  readonly container: string | undefined;
  /** Where the name stands. */
  readonly place: LineStretch;
}

/** A text that may be the name of a file or folder. */
export interface PathFact {
  readonly kind: 'path';
  readonly path: string;
  /** The whole text with its quotes; `writeText` of the language writes another. */
  readonly place: LineStretch;
  /** Where a relative path begins: at the folder of the file itself, where absent, or of its project's `compline.yaml`. */
  readonly relativeTo?: 'project';
  /** What `writeText` has to know of the way in which the text is written, such as its quotes. */
  readonly style?: string;
}

/** A name for a folder that paths of the file may begin with, such as `Plates:`, and the path it stands for. */
export interface PathMapFact {
  readonly kind: 'map';
  readonly name: string;
  readonly path: string;
  readonly place: LineStretch;
}

/** What is remembered of a file that is not open. */
export type FileFact = SymbolFact | PathFact | PathMapFact;
