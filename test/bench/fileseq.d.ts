/** The npm package fileseq has no types of its own; these are of what the measurement uses. */
declare module 'fileseq' {
  export class FrameSet {
    constructor(range: string);
    readonly frames: readonly number[];
  }
}
