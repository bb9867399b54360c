import { isSameId } from '../../formats/names/name-blocks.ts';
import type { PublishCheck } from '../publish-check.ts';

/** The state of a version that was approved, as Ramses names it. */
const APPROVED = 'OK';

/** A version that is published as approved by somebody who approves nothing in this project. */
export const publishApproval: PublishCheck = {
  code: 'publish-approval',
  title: 'A publish is marked as approved by somebody who may not approve it.',
  defaultSeverity: 'warning',
  *run({ config: { roles }, intent: { kind, state, saver, user } }) {
    if (kind === 'preview' || !isSameId(state, APPROVED)) return;
    const { standard: _, artist: __, ...higher } = roles;
    const approvers = Object.values(higher).flatMap((names) => names ?? []);
    if (approvers.length === 0 || approvers.some((name) => name.toLowerCase() === user.toLowerCase())) return;
    const message = `${APPROVED} is for approved work, and ${user} is no lead, supervisor or admin of the project.`;
    yield { message, range: saver.nameRange };
  },
};
