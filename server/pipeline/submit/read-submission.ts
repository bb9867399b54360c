import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../formats/config/schema.ts';
import { FrameList } from '../../formats/frames/frame-list.ts';
import { frameRun } from '../../formats/frames/frame-run.ts';
import type { Renderer } from '../../formats/renderers/renderer.ts';
import { placeholdersOf, takesSteps } from '../../formats/renderers/renderer-call.ts';
import { stepOfFile } from '../../project/layout.ts';
import { resolveWithRoots } from '../../project/media-path.ts';
import { rootsHere } from '../../project/roots-here.ts';
import { isMovieName } from '../../project/sequence.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { FarmChoice } from '../../protocol/farms.ts';
import type { Submission, SubmittedLayer } from '../../protocol/queue.ts';
import type { Farm } from '../farms/farm.ts';
import type { FarmWish } from '../farms/farms.ts';
import { checkTrust, type Trust } from '../publish/check-trust.ts';
import { chooseRenderer } from '../publish/choose-renderer.ts';
import { projectOf } from '../publish/collect.ts';
import { programThere } from '../publish/program-there.ts';
import { FrameSet } from '../queue/frame-set.ts';
import type { JobSpec, LayerSpec } from '../queue/job-spec.ts';
import { callNeeds } from '../system/call-needs.ts';
import type { MachineShare } from '../system/machine-share.ts';
import { frameChunks } from './frame-chunks.ts';
import { layerTasks } from './layer-command.ts';
import { outputName } from './output-name.ts';
import { checkEnvironment } from './safe-environment.ts';
import { openScene } from './scene-facts.ts';
import type { TempScene } from './temp-scenes.ts';

/** A submission made into a job, with the name of its renderer and what is to be known before it runs. */
export interface ReadSubmission<Where> {
  readonly spec: JobSpec;
  readonly renderer: string;
  readonly warnings: readonly string[];
  /** Where it is rendered. */
  readonly farm: Where;
  /** Scenes that have to be written before it runs. */
  readonly tempScenes: readonly TempScene[];
}

/** What a submission is read with. */
export interface ReadOptions<Where> {
  readonly owner: string;
  readonly trust: Trust;
  readonly share: MachineShare;
  /** Finds the farm that renders it. Errors: those of `Farms.named`. */
  readonly farmOf: (wish: FarmWish) => Where;
  /** Where a scene belongs that is made for a layer of this job. */
  readonly tempSceneOf: (scene: string, layer: string) => Promise<string>;
}

/** Frames that one call renders where nobody says how many. */
export const standardChunk = 10;
/** Tries after a failure where nobody says how many. */
export const standardRetries = 1;

/**
 * Makes a job of a submission, by what the project of its scene says. Errors: `not-found`, `project-not-found`,
 * `config-invalid`, `project-not-trusted`, `renderer-missing`, `saver-missing`, `invalid-parameters`.
 */
export async function readSubmission<Where extends Pick<Farm, 'handing'>>(
  submission: Submission,
  { owner, trust, share, farmOf, tempSceneOf }: ReadOptions<Where>,
): Promise<ReadSubmission<Where>> {
  const scene = path.resolve(submission.scene);
  if (!(await isThere(scene, 'file'))) throw notFound(`There is no scene ${scene}.`, scene);
  const { root, config } = await projectOf(scene);
  await checkTrust({ root, config, path: scene }, trust);
  checkEnvironment(submission.environment);
  const step = stepOfFile(root, scene)?.step.step;
  const stepConfig = step === undefined ? undefined : config.steps[step];
  const renderer = rendererOf(config, submission.renderer, step, root);
  const farm = farmOf({ root, config, name: submission.farm, choice: choiceOf(submission) });
  const program = await programThere(renderer, root, farm);
  const { needs, threads } = callNeeds(submission.needs, renderer, farm.handing === undefined ? share : undefined);
  const workingFolder = path.resolve(submission.workingFolder ?? root);
  if (!(await isThere(workingFolder, 'folder'))) throw notFound(`There is no folder ${workingFolder}.`, workingFolder);
  const opened = await openScene(scene, rootsHere(config.roots));
  const warnings: string[] = [];
  const layers: LayerSpec[] = [];
  const tempScenes: TempScene[] = [];
  for (const layer of submission.layers) {
    checkName(layer.name);
    const facts = opened.of(layer.name);
    const output = outputOf(submission, layer, root, config) ?? facts.output;
    if (output === undefined) warnings.push(`${layer.name}: nobody says what it writes; its exit code alone decides.`);
    const frames = framesOf(layer.frames ?? submission.frames, facts.frames, layer.name);
    const chunk = renderer.calls === 'single' ? 1 : (submission.chunkSize ?? stepConfig?.chunkSize ?? standardChunk);
    const size = isMovieName(output ?? '') ? Math.max(1, frames.count) : chunk;
    const own = needsAlone(renderer) && facts.alone?.isNeeded(output) === true;
    const rendered = own ? await tempSceneOf(scene, layer.name) : scene;
    if (own && farm.handing !== undefined) checkShared(rendered, scene);
    if (own) {
      tempScenes.push({ file: rendered, scene, layer: layer.name, ...(output !== undefined && { output }) });
    }
    const tasks = layerTasks(
      {
        scene: rendered,
        layer: layer.name,
        camera: stepConfig?.camera,
        renderer,
        program,
        root,
        resolution: config.resolution,
        ...(step !== undefined && { step }),
        output,
        media: facts.media,
        threads,
        gpus: needs.gpus,
        workingFolder,
        environment: submission.environment,
      },
      frameChunks(frames, size, takesSteps(renderer)),
    );
    const timeout = submission.timeout ?? renderer.timeout;
    layers.push({
      name: layer.name,
      tasks,
      retries: submission.retries ?? stepConfig?.retries ?? standardRetries,
      backoff: submission.backoff,
      progress: [],
      successCodes: renderer.successCodes,
      needs,
      dependsOn: layer.dependsOn,
      ...(timeout !== undefined && { timeout }),
      ...(submission.startTimeout !== undefined && { startTimeout: submission.startTimeout }),
      ...(submission.stallTimeout !== undefined && { stallTimeout: submission.stallTimeout }),
    });
  }
  checkOutputs(layers);
  const spec: JobSpec = {
    name: submission.name ?? path.basename(scene, path.extname(scene)),
    kind: 'render',
    project: root,
    comp: scene,
    owner,
    layers,
    tags: submission.tags,
    comment: submission.comment,
    dependsOn: submission.dependsOn,
    paused: submission.paused,
    submission: JSON.stringify(submission),
    ...(submission.priority !== undefined && { priority: submission.priority }),
  };
  return {
    spec,
    renderer: renderer.name,
    warnings,
    tempScenes,
    farm,
  };
}

function choiceOf({ pool, group, limits }: Submission): FarmChoice {
  return {
    ...(pool !== undefined && { pool }),
    ...(group !== undefined && { group }),
    ...(limits !== undefined && { limits }),
  };
}

/** A comp that is made for a layer where the folder of the scene cannot be written to is on this machine alone. */
function checkShared(made: string, scene: string): void {
  if (made.startsWith(path.dirname(scene) + path.sep)) return;
  throw new ComplineError({
    code: 'invalid-parameters',
    message:
      'The comp that is made for this layer would stand where no farm can read it: the folder of the scene cannot be written to.',
    nextStep: 'Make that folder writable, or choose a renderer that is told which Saver to render ({saver}).',
    path: scene,
  });
}

/** True for a renderer that is given a scene and not told which layer of it to render. */
function needsAlone(renderer: Renderer): boolean {
  const told = placeholdersOf(renderer);
  return (told.has('comp') || told.has('scene')) && !told.has('saver') && !told.has('layer');
}

function rendererOf(config: Config, wanted: string | undefined, step: string | undefined, root: string): Renderer {
  if (wanted !== undefined && !Object.hasOwn(config.renderers, wanted)) {
    throw new ComplineError({
      code: 'renderer-missing',
      message: `The project has no renderer named ${wanted}.`,
      nextStep: `Choose one of: ${Object.keys(config.renderers).join(', ')}.`,
      path: root,
    });
  }
  const name = wanted ?? (step === undefined ? undefined : config.steps[step]?.renderer);
  return chooseRenderer(config, step ?? 'of the scene', name, root);
}

function framesOf(text: string | undefined, own: SceneFrames | undefined, layer: string): FrameList {
  if (text !== undefined) return FrameSet.parse(text).list;
  if (own !== undefined) return FrameList.of([frameRun(own.first, own.last)]);
  throw new ComplineError({
    code: 'invalid-parameters',
    message: `Nobody says which frames of ${layer} are rendered.`,
    nextStep: 'Name the frames: 1-24.',
  });
}

type SceneFrames = { readonly first: number; readonly last: number };

function outputOf(
  { output: ofAll }: Submission,
  { name, output }: SubmittedLayer,
  root: string,
  config: Config,
): string | undefined {
  const said = output ?? ofAll?.replaceAll('{layer}', () => name);
  const file = said === undefined ? undefined : resolveWithRoots(said, root, new Map(), rootsHere(config.roots));
  return file === undefined ? undefined : outputName(file);
}

/** A name goes into an argument list: one that looks like an option would be one. */
function checkName(name: string): void {
  if (!/^-|\p{Cc}/u.test(name)) return;
  throw new ComplineError({
    code: 'invalid-parameters',
    message: `${JSON.stringify(name)} is no name of a layer.`,
    nextStep: 'A name does not begin with - and has no control characters.',
  });
}

function checkOutputs(layers: readonly LayerSpec[]): void {
  const writers = new Map<string, string>();
  for (const { name, tasks } of layers) {
    for (const output of tasks.flatMap(({ outputs }) => outputs)) {
      const other = writers.get(output);
      if (other !== undefined && other !== name) {
        throw new ComplineError({
          code: 'invalid-parameters',
          message: `The layers ${other} and ${name} write the same file: ${output}.`,
          nextStep: 'Give each layer an output of its own; {layer} stands for its name.',
        });
      }
      writers.set(output, name);
    }
  }
}

async function isThere(place: string, kind: 'file' | 'folder'): Promise<boolean> {
  return await stat(place).then(
    (found) => (kind === 'file' ? found.isFile() : found.isDirectory()),
    () => false,
  );
}

const notFound = (message: string, place: string): ComplineError =>
  new ComplineError({ code: 'not-found', message, nextStep: 'Check its path.', path: place });
