import { ComplineError } from '../protocol/errors.ts';
import type { Core } from './core-access.ts';

/**
 * A core for a command that waits: it is asked once more where it ended while it was asked. Another one is started then,
 * and goes on with the work. What is asked must do no harm when it is done twice.
 */
export function patientCore(core: Core): Core {
  return {
    request: (name, params) =>
      core.request(name, params).catch((error: unknown) => {
        if (!ComplineError.is(error, 'core-unreachable')) throw error;
        return core.request(name, params);
      }),
    onEvent: (name, listener) => core.onEvent(name, listener),
    dispose: () => core.dispose(),
  };
}
