/** What a save asks of the locks before and after it replaces a file. */
export interface SaveGuard {
  /**
   * The fencing number of the lock that the client holds on a file, read anew from the share; undefined where nobody
   * holds one. Errors: `locked` where somebody else does (the `Lock` in `details`), `lock-lost` where somebody else had
   * one since the client took its own.
   */
  fenceOf(file: string, client: string): Promise<number | undefined>;
}
