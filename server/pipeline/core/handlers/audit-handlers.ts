import { findProjectRoot } from '../../../project/load-project.ts';
import { ComplineError } from '../../../protocol/errors.ts';
import type { RequestName } from '../../../protocol/requests.ts';
import type { AuditHeads } from '../../audit/audit-heads.ts';
import { showAudit } from '../../audit/show-audit.ts';
import { verifyAudit } from '../../audit/verify-audit.ts';
import type { HandlersOf } from './handlers.ts';

type AuditRequest = Extract<RequestName, `audit/${string}`>;

/** The requests about the audit trail. They only read. */
export const auditHandlers = (heads: Pick<AuditHeads, 'inFolder'>): HandlersOf<AuditRequest> => ({
  'audit/show': async ({ project, limit, ...filter }) => {
    const root = await rootOf(project);
    return { root, ...(await showAudit(root, filter, limit)) };
  },
  'audit/verify': async ({ project }) => ({ report: await verifyAudit(await rootOf(project), heads) }),
});

async function rootOf(from: string): Promise<string> {
  const root = await findProjectRoot(from);
  if (root !== undefined) return root;
  throw new ComplineError({
    code: 'project-not-found',
    message: `No folder at or above ${from} holds a compline.yaml.`,
    nextStep: 'Name a folder of a project.',
    path: from,
  });
}
