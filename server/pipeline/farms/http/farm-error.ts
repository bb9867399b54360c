import { ComplineError } from '../../../protocol/errors.ts';

/** The farm gave no answer, or none that can be used: it is not known what happened. `retryAfter`: seconds. */
export function farmUnreachable(farm: string, why: string, retryAfter?: number, cause?: unknown): ComplineError {
  return new ComplineError(
    {
      code: 'farm-unreachable',
      message: `The farm ${farm} does not answer as it should: ${why}`,
      nextStep: 'It is asked again by itself. See whether it runs, and whether its address in compline.yaml is right.',
      ...(retryAfter !== undefined && { details: { retryAfter } }),
    },
    { cause },
  );
}

/** The farm said no: nothing happened. */
export function farmRefused(farm: string, why: string): ComplineError {
  return new ComplineError({
    code: 'farm-refused',
    message: `The farm ${farm} refused this: ${why}`,
    nextStep: 'Change what it names, or choose another farm.',
  });
}

/** The farm wants another credential, or one at all. */
export function farmCredential(farm: string, why: string): ComplineError {
  return new ComplineError({
    code: 'farm-credential',
    message: `The farm ${farm} does not let Compline in: ${why}`,
    nextStep:
      'Set its credential: Compline: Set Farm Credential…, or the environment variable that docs/farms.md names.',
  });
}

/** The seconds after which the farm wants to be asked again, where an error says so. */
export function retryAfterOf(error: unknown): number | undefined {
  if (!ComplineError.is(error, 'farm-unreachable')) return undefined;
  const { details } = error;
  if (typeof details !== 'object' || details === null || !('retryAfter' in details)) return undefined;
  return typeof details.retryAfter === 'number' ? details.retryAfter : undefined;
}
