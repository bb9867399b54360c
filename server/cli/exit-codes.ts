/** What the command line's exit codes mean. */
export const exitCodes = {
  success: 0,
  /** Errors were found, or what was asked for failed. */
  failure: 1,
  /** The call itself was wrong: an unknown option, a path that does not exist. */
  misuse: 2,
  /** Somebody else holds the lock. */
  locked: 3,
  /** What was waited for has not ended in the time given; it goes on. */
  timedOut: 4,
  /** The user interrupted it (128 + SIGINT). */
  interrupted: 130,
} as const;
