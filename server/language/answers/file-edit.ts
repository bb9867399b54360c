import type { LineStretch } from './file-facts.ts';

/** An edit of another file. */
export interface FileEdit {
  /** Absolute. */
  readonly file: string;
  readonly stretch: LineStretch;
  readonly newText: string;
}
