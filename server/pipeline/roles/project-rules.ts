import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Config } from '../../formats/config/schema.ts';
import { findProjectRoot, loadProject } from '../../project/load-project.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { PublishOptions } from '../../protocol/requests.ts';
import type { Abilities, Action } from '../../protocol/roles.ts';
import type { Approvals } from '../approvals/approvals.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { hashOf, readWhole } from '../files/file-identity.ts';
import { ACTIONS, isFinal, roleNeeded, roleOf, whyNot } from './role-rules.ts';

/** What rules need to be applied. */
export interface ProjectRulesOptions {
  /** The name that the user is known by: that of locks. */
  readonly user: string;
  readonly audit: Pick<AuditTrail, 'append'>;
  readonly approvals: Pick<Approvals, 'of'>;
  readonly log: { warn(facts: object, message: string): void };
}

/**
 * Applies the rules of projects to the user of this core. A configuration that cannot be used has no rules: nothing can be
 * published by it either.
 */
export class ProjectRules {
  readonly #options: ProjectRulesOptions;

  constructor(options: ProjectRulesOptions) {
    this.#options = options;
  }

  /** What the user may do in the project of a path. Error `project-not-found`. */
  async abilities(from: string): Promise<Abilities> {
    const root = await findProjectRoot(from);
    if (root === undefined) {
      throw new ComplineError({
        code: 'project-not-found',
        message: `No folder at or above ${from} holds a compline.yaml.`,
        nextStep: "Make a compline.yaml in the project's root folder.",
        path: from,
      });
    }
    const { config } = await loadProject(root);
    const { user } = this.#options;
    const actions = ACTIONS.map((action) => {
      const reason = config && whyNot(config, user, action);
      return { action, allowed: reason === undefined, ...(reason !== undefined && { reason }) };
    });
    return {
      root,
      user,
      role: config === undefined ? 'standard' : roleOf(config, user),
      actions,
      finalStates: config?.rules.finalStates ?? [],
      finalNeedsApproval: config?.rules.finalNeedsApproval ?? false,
    };
  }

  /**
   * Refuses an action that the rules of a file's project do not allow this user, and puts that on record. Error
   * `no-permission`, with `action`, `role` and `needed` in `details`.
   */
  async checkAllowed(action: Action, file: string): Promise<void> {
    const project = await configOf(file);
    if (project !== undefined) await this.#check(action, project, file);
  }

  /**
   * The same for a publish or preview, by the state that it would have; and where the project wants that, refuses a final
   * publish of a comp that nobody has approved as it is. Errors: `no-permission`, `wrong-state`.
   */
  async checkPublish({ comp, kind, state }: Pick<PublishOptions, 'comp' | 'kind' | 'state'>): Promise<void> {
    const project = await configOf(comp);
    if (project === undefined) return;
    const isFinalOne = kind === 'publish' && isFinal(project.config, state);
    await this.#check(kind === 'preview' ? 'preview' : isFinalOne ? 'publish-final' : 'publish', project, comp);
    if (isFinalOne && project.config.rules.finalNeedsApproval) await this.#checkApproval(comp, state);
  }

  async #check(action: Action, { root, config }: UsedProject, file: string): Promise<void> {
    const { user } = this.#options;
    const reason = whyNot(config, user, action);
    if (reason === undefined) return;
    const role = roleOf(config, user);
    const needed = roleNeeded(config, action);
    await this.#record(root, { action, role, needed, comp: path.relative(root, file).replaceAll('\\', '/') });
    throw new ComplineError({
      code: 'no-permission',
      message: reason,
      nextStep: 'Ask somebody who has that role, or an admin of the project to change roles or rules in compline.yaml.',
      path: file,
      details: { action, role, needed },
    });
  }

  async #checkApproval(comp: string, state: string): Promise<void> {
    const approvals = await this.#options.approvals.of(comp);
    const read = await readWhole(comp);
    const hash = read && hashOf(read.bytes);
    // A comp that is not there is the publish's to tell.
    if (hash === undefined || approvals.some(({ compSha256 }) => compSha256 === hash)) return;
    const last = approvals.at(-1);
    const message =
      last === undefined
        ? `No version of this comp is approved, and this project publishes as ${state} only what is.`
        : `The comp has changed since version ${last.version} was approved, and this project publishes as ${state} only what is.`;
    throw new ComplineError({
      code: 'wrong-state',
      message,
      nextStep: 'Publish it in another state, and have that version approved: Compline: Approve Version…',
      path: comp,
      details: { reason: 'not-approved' },
    });
  }

  async #record(root: string, facts: Readonly<Record<string, unknown>>): Promise<void> {
    const event = { ...facts, event: 'role-refused', id: randomUUID() };
    await this.#options.audit
      .append(root, event, new Date().toISOString())
      .catch((error: unknown) =>
        this.#options.log.warn({ err: error, root }, 'The audit trail was not told what was refused'),
      );
  }
}

interface UsedProject {
  readonly root: string;
  readonly config: Config;
}

/** The project of a file and its configuration; undefined where there is none, or none that can be used. */
async function configOf(file: string): Promise<UsedProject | undefined> {
  const root = await findProjectRoot(path.dirname(file));
  if (root === undefined) return undefined;
  const { config } = await loadProject(root);
  return config && { root, config };
}
