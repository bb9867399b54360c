import * as z from 'zod';

/** Codes of what can go wrong in the core. Stable: clients and scripts decide by them. */
export const errorCodeSchema = z.enum([
  'invalid-parameters',
  'not-found',
  'project-not-found',
  'config-invalid',
  'config-unreadable',
  'project-not-trusted',
  'comp-unreadable',
  'comp-has-errors',
  'saver-ambiguous',
  'saver-missing',
  'render-spec-invalid',
  'renderer-missing',
  'not-supported',
  'no-permission',
  'disk-full',
  'locked',
  'lock-lost',
  'share-unreachable',
  'farm-unreachable',
  'farm-refused',
  'farm-credential',
  'file-changed',
  'version-taken',
  'render-failed',
  'verification-failed',
  'cancelled',
  'wrong-state',
  'core-unreachable',
  'core-stopping',
  'protocol-mismatch',
  'authentication-failed',
  'database-newer',
  'database-damaged',
  'state-folder-unusable',
  'internal',
]);
export type ErrorCode = z.output<typeof errorCodeSchema>;

/** How an error travels: `message` says what happened, `nextStep` what to do about it, `path` where. */
export const errorDataSchema = z.object({
  code: errorCodeSchema,
  message: z.string(),
  nextStep: z.string().optional(),
  path: z.string().optional(),
  /** Further facts for programs: findings, the lock's owner, the programs to trust. */
  details: z.unknown().optional(),
});
export type ErrorData = z.output<typeof errorDataSchema>;

/** An error with a code, a place and a next step. The one error class of the core, the link and the command line. */
export class ComplineError extends Error {
  override readonly name = 'ComplineError';
  readonly code: ErrorCode;
  readonly nextStep: string | undefined;
  readonly path: string | undefined;
  readonly details: unknown;

  constructor(data: ErrorData, options?: ErrorOptions) {
    super(data.message, options);
    this.code = data.code;
    this.nextStep = data.nextStep;
    this.path = data.path;
    this.details = data.details;
  }

  /** The error as it travels to another process. */
  toData(): ErrorData {
    return {
      code: this.code,
      message: this.message,
      ...(this.nextStep !== undefined && { nextStep: this.nextStep }),
      ...(this.path !== undefined && { path: this.path }),
      ...(this.details !== undefined && { details: this.details }),
    };
  }

  /** True for a ComplineError, of the given code where one is named. */
  static is(error: unknown, code?: ErrorCode): error is ComplineError {
    return error instanceof ComplineError && (code === undefined || error.code === code);
  }
}
