import type { Publish } from '../../protocol/publishes.ts';
import type { Collected } from './collect.ts';
import { toldFindings } from './told-part.ts';

/** A publish that begins. */
export function newPublish(
  { options, root, path: comp, saver, frames, findings }: Collected,
  id: string,
  owner: string,
  version?: number,
): Publish {
  return {
    id,
    kind: options.kind,
    project: root,
    comp,
    saver: saver.name,
    phase: 'reserving',
    frames,
    ...(version !== undefined && { version }),
    state: options.state,
    comment: options.comment,
    owner,
    startedAt: Date.now(),
    ...toldFindings(findings),
    // Fewer changes were told of it before it had a record.
    revision: 3,
  };
}
