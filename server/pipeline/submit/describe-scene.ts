import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../formats/config/schema.ts';
import { type Renderer, resolveRenderer } from '../../formats/renderers/renderer.ts';
import { takesSteps } from '../../formats/renderers/renderer-call.ts';
import { stepOfFile } from '../../project/layout.ts';
import { CONFIG_NAME } from '../../project/load-project.ts';
import { rootsHere } from '../../project/roots-here.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { RenderScene, SceneRenderer } from '../../protocol/render-scene.ts';
import type { Trust } from '../publish/check-trust.ts';
import { projectOf } from '../publish/collect.ts';
import { findProgram } from '../publish/find-program.ts';
import { callNeeds } from '../system/call-needs.ts';
import type { MachineShare } from '../system/machine-share.ts';
import { trustHash } from '../trust/trust-hash.ts';
import { standardChunk, standardRetries } from './read-submission.ts';
import { openScene } from './scene-facts.ts';

/**
 * What can be rendered of a scene, and with what, by what it and its project say. Starts nothing, so the project need not
 * be trusted. Errors: `not-found`, `project-not-found`, `config-invalid`, and those of reading the scene.
 */
export async function describeScene(file: string, trust: Trust, share: MachineShare): Promise<RenderScene> {
  const scene = path.resolve(file);
  await checkIsFile(scene);
  const { root, config } = await projectOf(scene);
  const step = stepOfFile(root, scene)?.step.step;
  const stepConfig = step === undefined ? undefined : config.steps[step];
  const opened = await openScene(scene, rootsHere(config.roots));
  const names = Object.keys(config.renderers);
  const renderers = await Promise.all(names.map((name) => rendererOf(name, config, root, scene, share)));
  const renderer = rendererOfScene(renderers, stepConfig?.renderer);
  const noRenderer = `The project has no renderer: add one under "renderers" in ${CONFIG_NAME}.`;
  return {
    scene,
    project: { root, id: config.project.id, trusted: await trust.isTrusted(root, trustHash(root, config)) },
    renderers,
    ...(renderer !== undefined && { renderer }),
    layers: [...opened.layers],
    layersComplete: opened.isComplete,
    ...(opened.frames !== undefined && { frames: opened.frames }),
    chunkSize: stepConfig?.chunkSize ?? standardChunk,
    retries: stepConfig?.retries ?? standardRetries,
    share: {
      calls: share.slots,
      threads: share.threads,
      memory: share.memory,
      gpus: [...share.gpus],
      hasGpus: share.hasGpus,
    },
    warnings: [...opened.warnings, ...(names.length === 0 ? [noRenderer] : [])],
  };
}

/** The renderer of the step; else the only one that there is, or the only one that renders such scenes. */
function rendererOfScene(renderers: readonly SceneRenderer[], ofStep: string | undefined): string | undefined {
  if (ofStep !== undefined) return ofStep;
  if (renderers.length === 1) return renderers[0]?.name;
  const usable = renderers.filter(({ problem }) => problem === undefined);
  return usable.length === 1 ? usable[0]?.name : undefined;
}

async function rendererOf(
  name: string,
  config: Config,
  root: string,
  scene: string,
  share: MachineShare,
): Promise<SceneRenderer> {
  const renderer = resolveRenderer(name, config.renderers[name] ?? {});
  const { needs, threads } = callNeeds({}, renderer, share);
  const problem = problemOfKind(renderer, scene) ?? (await problemOfProgram(renderer, root));
  return {
    name,
    title: renderer.preset.title,
    ...(problem !== undefined && { problem }),
    calls: renderer.calls,
    takesSteps: takesSteps(renderer),
    needs: { ...needs, threads },
    ...(renderer.timeout !== undefined && { timeout: renderer.timeout }),
  };
}

/** Only what a preset knows to read no such scene is refused; arguments of a project's own may make use of anything. */
function problemOfKind({ preset, args }: Renderer, scene: string): string | undefined {
  const ending = path.extname(scene).toLowerCase();
  if (args !== preset.args || preset.scenes === undefined || preset.scenes.includes(ending)) return undefined;
  return `${preset.title} renders ${preset.scenes.join(' and ')}, and no ${ending === '' ? 'such files' : ending}.`;
}

async function problemOfProgram(renderer: Renderer, root: string): Promise<string | undefined> {
  try {
    await findProgram(renderer, root);
    return undefined;
  } catch (error) {
    if (error instanceof ComplineError) return error.message;
    throw error;
  }
}

async function checkIsFile(scene: string): Promise<void> {
  const isFile = await stat(scene).then(
    (it) => it.isFile(),
    () => false,
  );
  if (isFile) return;
  throw new ComplineError({
    code: 'not-found',
    message: `There is no scene ${scene}.`,
    nextStep: 'Check its path.',
    path: scene,
  });
}
