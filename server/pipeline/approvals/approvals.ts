import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { stepOfFile } from '../../project/layout.ts';
import { findProjectRoot } from '../../project/load-project.ts';
import { readSidecar, sidecarEntry } from '../../project/sidecar.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { type Approval, approvalSchema, type VersionKind } from '../../protocol/roles.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { FileOperations } from '../files/file-operations.ts';
import { updateSidecar } from '../files/update-sidecar.ts';
import { hashOfVersion } from './version-comp.ts';

/** The key of a comp's entry in the sidecar of its step under which approvals are kept; other programs leave it. */
const KEY = 'complineApprovals';
/** The oldest ones go: the audit trail keeps them all. */
const MOST_KEPT = 200;

/** What approvals work with. */
export interface ApprovalsOptions {
  readonly files: FileOperations;
  readonly audit: Pick<AuditTrail, 'append'>;
  readonly by: { readonly user: string; readonly displayName?: string; readonly machine: string };
  /** Milliseconds since 1970. */
  now(): number;
}

/** What is approved, or not any more. */
export interface ApprovalWish {
  readonly comp: string;
  readonly version: number;
  readonly kind: VersionKind;
  readonly comment: string;
  /** Takes the approvals of the version back. */
  readonly withdraw: boolean;
}

/** Who approved which versions of comps: kept in the sidecar of the step, put on record in the audit trail. */
export class Approvals {
  readonly #options: ApprovalsOptions;

  constructor(options: ApprovalsOptions) {
    this.#options = options;
  }

  /** The approvals of a comp that hold, the oldest first; none where the sidecar cannot be read. */
  async of(comp: string): Promise<Approval[]> {
    const file = path.resolve(comp);
    const { folder } = await placeOf(file);
    return approvalsIn(sidecarEntry(await readSidecar(folder), path.basename(file)));
  }

  /**
   * Approves a version of a comp, or takes that back; the audit trail is told first, so that no approval stands that is
   * not on record. Answers the approvals that hold. Errors: `project-not-found`, `not-found` where there is no such
   * version or none to take back, and those of writing.
   */
  async set(wish: ApprovalWish): Promise<Approval[]> {
    const comp = path.resolve(wish.comp);
    const { root, folder, step } = await placeOf(comp);
    if (root === undefined) {
      throw new ComplineError({
        code: 'project-not-found',
        message: `No folder at or above ${comp} holds a compline.yaml.`,
        nextStep: "Make a compline.yaml in the project's root folder.",
        path: comp,
      });
    }
    const { version, kind, comment, withdraw } = wish;
    const isSame = (it: Approval): boolean => it.version === version && it.kind === kind;
    if (withdraw && !(await this.of(comp)).some(isSame)) {
      throw new ComplineError({
        code: 'not-found',
        message: `Version ${version} of ${path.basename(comp)} is not approved.`,
        path: comp,
      });
    }
    const compSha256 = withdraw ? undefined : await hashOfVersion({ comp, stepFolder: folder, version, kind });
    const { files, audit, by } = this.#options;
    const { user, displayName, machine } = by;
    const at = new Date(this.#options.now()).toISOString();
    const facts = {
      comp: path.relative(root, comp).replaceAll('\\', '/'),
      ...(step !== undefined && { step }),
      ...{ number: version, kind, comment },
      ...(compSha256 !== undefined && { compSha256 }),
    };
    await audit.append(root, { ...facts, event: withdraw ? 'approval-withdrawn' : 'approved', id: randomUUID() }, at);
    let after: Approval[] = [];
    await updateSidecar(files, folder, (entries) => {
      const entry = sidecarEntry({ kind: 'read', entries }, path.basename(comp));
      after = approvalsIn(entry).filter((it) => !isSame(it));
      if (compSha256 !== undefined) {
        const by = { user, ...(displayName !== undefined && { displayName }), machine };
        after.push({ version, kind, ...by, at, comment, compSha256 });
      }
      after = after.slice(-MOST_KEPT);
      return { ...entries, [path.basename(comp)]: { ...entry, [KEY]: after } };
    });
    return after;
  }
}

/** The project, the folder whose sidecar knows of the comp, and the step's name. */
async function placeOf(comp: string) {
  const root = await findProjectRoot(path.dirname(comp));
  const step = root === undefined ? undefined : stepOfFile(root, comp)?.step;
  return { root, folder: step?.folder ?? path.dirname(comp), step: step?.name };
}

/** Entries that cannot be understood are left out. */
function approvalsIn(entry: Readonly<Record<string, unknown>>): Approval[] {
  const kept = entry[KEY];
  return Array.isArray(kept) ? kept.flatMap((it) => approvalSchema.safeParse(it).data ?? []) : [];
}
