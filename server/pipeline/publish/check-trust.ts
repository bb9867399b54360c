import { ComplineError } from '../../protocol/errors.ts';
import { farmsOf, programsOf, trustHash, webhooksOf } from '../trust/trust-hash.ts';
import type { Collected } from './collect.ts';

/** Says whether a project may run what a hash names. */
export interface Trust {
  isTrusted(root: string, hash: string): Promise<boolean>;
}

/** Error `project-not-trusted`, with what would be trusted in `details`, where the project's programs may not run. */
export async function checkTrust(
  { root, config, path }: Pick<Collected, 'root' | 'config' | 'path'>,
  trust: Trust,
): Promise<void> {
  const hash = trustHash(root, config);
  if (await trust.isTrusted(root, hash)) return;
  throw new ComplineError({
    code: 'project-not-trusted',
    message: 'The project names programs that nobody has allowed to run.',
    nextStep: 'Look at the programs and trust the project.',
    path,
    details: { root, hash, programs: programsOf(config), webhooks: webhooksOf(config), farms: farmsOf(config) },
  });
}
