import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Config } from '../../formats/config/schema.ts';
import { CONFIG_NAME, findProjectRoot, loadProject } from '../../project/load-project.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { PublishOptions } from '../../protocol/requests.ts';
import type { Abilities, Action } from '../../protocol/roles.ts';
import type { Approvals } from '../approvals/approvals.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { hashOf, readWhole } from '../files/file-identity.ts';
import { projectOf } from '../publish/collect.ts';
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
 * Applies the rules of projects to the user of this core. Where a configuration cannot be used nobody knows its rules:
 * what they could forbid is refused until it can be, but for taking over locks, which are advice.
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
    const fault = config === undefined ? await faultOf(root) : undefined;
    const { user } = this.#options;
    const actions = ACTIONS.map((action) => {
      const reason = config && whyNot(config, user, action);
      return { action, allowed: reason === undefined, ...(reason !== undefined && { reason }) };
    });
    return {
      root,
      user,
      ...(fault !== undefined && { fault }),
      role: config === undefined ? 'standard' : roleOf(config, user),
      actions,
      finalStates: config?.rules.finalStates ?? [],
      finalNeedsApproval: config?.rules.finalNeedsApproval ?? false,
    };
  }

  /**
   * Refuses an action that the rules of a file's project do not allow this user, and puts that on record. Errors:
   * `no-permission`, with `action`, `role` and `needed` in `details`; `config-invalid`.
   */
  async checkAllowed(action: Action, file: string): Promise<void> {
    const project = await configOf(file).catch((error: unknown) => {
      if (action === 'take-over' && ComplineError.is(error) && error.code === 'config-invalid') return undefined;
      throw error;
    });
    if (project !== undefined) await this.#check(action, project, file);
  }

  /**
   * The same for a publish or preview, by the state that it would have; and where the project wants that, refuses a final
   * publish of a comp that nobody has approved as it is: as the file is now, or as it was collected, whose SHA-256 is then
   * given. Errors: `no-permission`, `wrong-state`, `config-invalid`.
   */
  async checkPublish(options: PublishToCheck, compSha256?: string): Promise<void> {
    const project = await configOf(options.comp);
    if (project === undefined) return;
    await this.#check(actionOf(project, options), project, options.comp);
    const reason = await this.#whyNotApproved(project, options, compSha256);
    if (reason === undefined) return;
    throw new ComplineError({
      code: 'wrong-state',
      message: reason,
      nextStep: 'Publish it in another state, and have that version approved: Compline: Approve Version…',
      path: options.comp,
      details: { reason: 'not-approved' },
    });
  }

  /** Why a publish would be refused, a sentence each; nothing is put on record. For plans, so that it never fails. */
  async refusalsOf(options: PublishToCheck): Promise<readonly string[]> {
    try {
      const project = await configOf(options.comp);
      if (project === undefined) return [];
      const reason = whyNot(project.config, this.#options.user, actionOf(project, options));
      const unapproved = await this.#whyNotApproved(project, options);
      return [reason, unapproved].filter((it) => it !== undefined);
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
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

  /** Why a comp may not be published in a final state as it is; undefined where it may, or the state is none. */
  async #whyNotApproved(
    project: UsedProject,
    options: PublishToCheck,
    compSha256?: string,
  ): Promise<string | undefined> {
    const { comp, state } = options;
    if (actionOf(project, options) !== 'publish-final' || !project.config.rules.finalNeedsApproval) return undefined;
    const approvals = await this.#options.approvals.of(comp);
    const hash = compSha256 ?? (await hashOfFile(comp));
    // A comp that is not there is the publish's to tell.
    if (hash === undefined || approvals.some((it) => it.compSha256 === hash)) return undefined;
    const last = approvals.at(-1);
    return last === undefined
      ? `No version of this comp is approved, and this project publishes as ${state} only what is.`
      : `The comp has changed since version ${last.version} was approved, and this project publishes as ${state} only what is.`;
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

/** What rules go by in a publish. */
type PublishToCheck = Pick<PublishOptions, 'comp' | 'kind' | 'state'>;

interface UsedProject {
  readonly root: string;
  readonly config: Config;
}

/** The project of a file and its configuration; undefined where there is none. Error `config-invalid`. */
async function configOf(file: string): Promise<UsedProject | undefined> {
  const root = await findProjectRoot(path.dirname(file));
  return root === undefined ? undefined : await projectOf(file);
}

/** What is wrong with the configuration of the project at `root`, in a sentence for people. */
async function faultOf(root: string): Promise<string | undefined> {
  try {
    await projectOf(path.join(root, CONFIG_NAME));
    return undefined;
  } catch (error) {
    if (ComplineError.is(error)) return error.message;
    throw error;
  }
}

function actionOf({ config }: UsedProject, { kind, state }: PublishToCheck): Action {
  if (kind === 'preview') return 'preview';
  return isFinal(config, state) ? 'publish-final' : 'publish';
}

async function hashOfFile(file: string): Promise<string | undefined> {
  const read = await readWhole(file);
  return read && hashOf(read.bytes);
}
