import type { RequestName } from '../../../protocol/requests.ts';
import type { Approvals } from '../../approvals/approvals.ts';
import type { ProjectRules } from '../../roles/project-rules.ts';
import type { HandlersOf } from './handlers.ts';

type RoleRequest = Extract<RequestName, `approval/${string}` | 'project/abilities'>;

/** The requests about who may do what, and what is approved. */
export const roleHandlers = (rules: ProjectRules, approvals: Approvals): HandlersOf<RoleRequest> => ({
  'project/abilities': async ({ path }) => ({ abilities: await rules.abilities(path) }),
  'approval/set': async (wish) => {
    await rules.checkAllowed('approve', wish.comp);
    return { approvals: await approvals.set(wish) };
  },
  'approval/list': async ({ comp }) => ({ approvals: await approvals.of(comp) }),
});
