import { ComplineError } from '../../protocol/errors.ts';
import { type RequestInput, type RequestName, requests } from '../../protocol/requests.ts';

/** The parameters of a request, checked and with their defaults. Error `invalid-parameters`, with the place of each fault. */
export function readParams<Name extends RequestName>(name: Name, params: unknown): RequestInput<Name> {
  const read = requests[name].params.safeParse(params ?? {});
  if (read.success) return read.data as RequestInput<Name>;
  const [issue] = read.error.issues;
  const place = issue?.path.join('.') || 'parameters';
  throw new ComplineError({
    code: 'invalid-parameters',
    message: `${name}: ${place}: ${issue?.message ?? 'they are wrong'}.`,
    nextStep: `Correct "${place}" and try again.`,
    details: read.error.issues.map(({ path, message }) => ({ path: path.map(String), message })),
  });
}
