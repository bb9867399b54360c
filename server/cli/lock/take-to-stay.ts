import type { Lock } from '../../protocol/locks.ts';
import type { Core } from '../core-access.ts';

/**
 * Has locks that this connection holds stay when it ends. All are asked for before one is answered: a command that is
 * killed before has taken none of its files, and one that is killed after that all of them. Errors: those of
 * `lock/acquire`; then all are let go.
 */
export async function takeToStay(core: Pick<Core, 'request'>, locks: readonly Lock[]): Promise<readonly Lock[]> {
  const kept = await Promise.allSettled(
    locks.map(async ({ file }) => (await core.request('lock/acquire', { file, keep: true })).lock),
  );
  const refused = kept.find((it) => it.status === 'rejected');
  if (refused === undefined) return kept.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
  for (const { file } of locks) await core.request('lock/release', { file }).catch(() => undefined);
  throw refused.reason;
}
