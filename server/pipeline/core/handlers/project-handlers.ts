import path from 'node:path';
import { findProjectRoot, loadProject } from '../../../project/load-project.ts';
import { ComplineError } from '../../../protocol/errors.ts';
import type { ProjectStatus } from '../../../protocol/projects.ts';
import type { Scenes } from '../../scenes/scenes.ts';
import { farmsOf, programsOf, trustHash, webhooksOf } from '../../trust/trust-hash.ts';
import type { TrustStore } from '../../trust/trust-store.ts';
import type { HandlersOf } from './handlers.ts';

type ProjectRequest = 'project/status' | 'project/trust' | 'scene/list';

/** The requests about a project, its comps, and what it may run. */
export const projectHandlers = (trust: TrustStore, scenes: Scenes): HandlersOf<ProjectRequest> => ({
  'project/status': async ({ path: from }) => {
    const root = await findProjectRoot(from);
    if (root === undefined) throw noProject(from);
    return { project: await statusOf(root, trust) };
  },
  'scene/list': async ({ project }) => ({ scenes: await scenes.list(project) }),
  'project/trust': async ({ root, hash }) => {
    const before = await statusOf(root, trust);
    const [problem] = before.problems;
    if (problem !== undefined) {
      throw new ComplineError({
        code: 'config-invalid',
        message: `The project's configuration has a fault in line ${problem.line + 1}${ofBase(problem)}: ${problem.message}`,
        nextStep: 'Correct compline.yaml, then trust the project.',
        path: problem.path ?? before.config,
      });
    }
    if (before.trustHash !== hash) {
      throw new ComplineError({
        code: 'project-not-trusted',
        message: 'By now the project would run something else than what was shown.',
        nextStep: 'Look at its programs again, then trust it.',
        path: before.config,
        details: {
          programs: before.programs,
          webhooks: before.webhooks,
          farms: before.farms,
          trustHash: before.trustHash,
        },
      });
    }
    await trust.trust(before.root, hash);
    return { project: { ...before, trusted: true } };
  },
});

/** Names the file of a fault that is in one that the project builds on. */
const ofBase = ({ path: file }: { readonly path?: string | undefined }): string =>
  file === undefined ? '' : ` of ${path.basename(file)}`;

async function statusOf(root: string, trust: TrustStore): Promise<ProjectStatus> {
  const { root: folder, configPath, config, problems } = await loadProject(root);
  // A configuration with faults runs nothing, so there is nothing to trust.
  const hash = config === undefined ? '' : trustHash(folder, config);
  return {
    root: folder,
    config: configPath,
    ...(config !== undefined && { id: config.project.id }),
    problems: [...problems],
    trusted: config !== undefined && (await trust.isTrusted(folder, hash)),
    trustHash: hash,
    programs: config === undefined ? [] : programsOf(config),
    webhooks: config === undefined ? [] : webhooksOf(config),
    farms: config === undefined ? [] : farmsOf(config),
  };
}

const noProject = (from: string): ComplineError =>
  new ComplineError({
    code: 'project-not-found',
    message: `No folder at or above ${from} holds a compline.yaml.`,
    nextStep: "Make a compline.yaml in the project's root folder.",
    path: from,
  });
