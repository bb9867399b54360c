import { stat } from 'node:fs/promises';
import path from 'node:path';
import { compKind } from '../../checks/comp-kind.ts';
import { fileFindings, LARGEST_FILE } from '../../checks/file-findings.ts';
import type { Comp, Tool } from '../../formats/comp/model.ts';
import { parseComp } from '../../formats/comp/parse-comp.ts';
import { type CompFrames, globalRange, renderRange } from '../../formats/comp/ranges.ts';
import { isSaver, saverOutput } from '../../formats/comp/saver.ts';
import type { Config, StepConfig } from '../../formats/config/schema.ts';
import type { OutputSpec } from '../../formats/render-spec/parse-render-spec.ts';
import type { Renderer } from '../../formats/renderers/renderer.ts';
import { type StepFolder, stepOfFile } from '../../project/layout.ts';
import { findProjectRoot, loadProject } from '../../project/load-project.ts';
import { PREVIEW_FOLDER, PUBLISHED_FOLDER } from '../../project/names/step-folder.ts';
import { EXPORT_FOLDER } from '../../project/output-path.ts';
import { readRegularFile, whyUnreadable } from '../../project/read-regular-file.ts';
import { rootsHere } from '../../project/roots-here.ts';
import { type Numbering, outputFiles, type Span } from '../../project/sequence.ts';
import { severitiesOf } from '../../project/silenced-codes.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { PlacedFinding } from '../../protocol/publishes.ts';
import type { PublishOptions } from '../../protocol/requests.ts';
import type { UsedMedia } from '../../protocol/used-media.ts';
import { systemCode } from '../files/file-error.ts';
import { checkComp, checkPlan } from './check-for-publish.ts';
import { chooseRenderer } from './choose-renderer.ts';
import type { Delivery } from './delivery-places.ts';
import { nameInFormat } from './output-format.ts';
import { outputNumbering, withDigits } from './output-numbering.ts';
import { nameOfOutput } from './publish-record.ts';
import { readOutputSpec } from './read-output-spec.ts';
import { refusePublish } from './refuse-publish.ts';
import { chooseSaver } from './saver-choice.ts';
import { withToolSaver } from './tool-saver.ts';

/** Everything that a publish needs to know, read before anything is changed. */
export interface Collected {
  readonly options: PublishOptions;
  /** Root of the project; absolute. */
  readonly root: string;
  readonly config: Config;
  /** The comp; absolute. */
  readonly path: string;
  /** The comp as it is now: what is published, whatever happens to the file afterwards. */
  readonly bytes: Uint8Array;
  /** The same, but for a Saver behind the tool that is previewed, where one is. */
  readonly renderedBytes: Uint8Array;
  /** What is rendered, parsed. */
  readonly comp: Comp;
  /** What the checks found that is no error. */
  readonly findings: readonly PlacedFinding[];
  readonly saver: Tool;
  readonly step: StepFolder;
  readonly stepConfig: Pick<StepConfig, 'chunkSize' | 'retries'> & Partial<StepConfig>;
  readonly renderer: Renderer;
  readonly spec: OutputSpec | undefined;
  readonly frames: Span;
  /** The name that the Saver gives its files, one frame's or none's number in it, and what numbers they get. */
  readonly outputName: string;
  /** Where the project's export folder gets it, if that is where the render spec sends it. */
  readonly delivery: Delivery | undefined;
  readonly numbering: Numbering;
  /** What the Saver's `SequenceStartFrame` has to be, where the render spec numbers the files as the plate is. */
  readonly sequenceStart?: number;
  /** A copy of the comp is kept beside the published one. */
  readonly keepsBackup: boolean;
  /** What the Saver's Loaders read; absent where a scene is rendered in place of the comp. */
  readonly uses: readonly UsedMedia[] | undefined;
}

/** What holds for a step that the configuration does not name. */
const STANDARD_STEP: Pick<StepConfig, 'chunkSize' | 'retries'> & Partial<StepConfig> = { chunkSize: 10, retries: 1 };

/** More frames than this, over an hour of film, are a range that nobody meant, and a job that nobody can look after. */
const MOST_FRAMES = 100_000;

/** Fusion's sign for a range that was never set. */
const UNSET = -1_000_000_000;

/** Hears what is done next, and may end it by an error. */
export type OnPhase = (phase: 'collecting' | 'checking', root: string) => void;

/**
 * Reads and checks the comp, and reads what the project says about it. Errors: those of the publish requests, with place
 * and next step.
 */
export async function collect(options: PublishOptions, onPhase: OnPhase = () => {}): Promise<Collected> {
  const file = path.resolve(options.comp);
  // A name that is misspelt is no question of projects and steps.
  const bytes = await readComp(file);
  const { root, config } = await projectOf(file);
  onPhase('collecting', root);
  const step = stepOf(root, file);
  const severities = severitiesOf(config, root, file);
  const { text, findings, kind } = fileFindings(bytes, [compKind], severities);
  if (kind === undefined) {
    const message = findings[0]?.message ?? 'The file is no comp.';
    throw new ComplineError({
      code: 'comp-unreadable',
      message,
      nextStep: 'Open it in Fusion and save it.',
      path: file,
    });
  }
  const comp = parseComp(text);
  onPhase('checking', root);
  const toCheck = { comp, path: file, bytes, config, severities, ofFile: findings };
  const published = { text: comp.text, path: file, isStrict: options.strict === true };
  const checked = await checkComp(toCheck);
  const about = { root, config, step, comp, bytes, file };
  const plan = await readPlan(options, about).catch((error: unknown) => {
    // What is wrong with the comp comes before what follows from it.
    refusePublish(published, checked.findings);
    throw error;
  });
  const { saver, frames, outputName, numbering } = plan;
  const found = await checkPlan({ ...toCheck, comp: plan.comp }, checked, {
    kind: options.kind,
    ...{ saver, frames, state: options.state, comment: options.comment },
    files: outputFiles(outputName, numbering),
    container: path.join(step.folder, options.kind === 'publish' ? PUBLISHED_FOLDER : PREVIEW_FOLDER),
    stepFolder: step.folder,
    deliveredTo: plan.delivery && [plan.delivery.folder, path.join(plan.delivery.folder, plan.delivery.name)],
    isCompRendered: plan.stepConfig.scene === undefined,
  });
  return {
    ...{ options, root, config, path: file, bytes, step },
    findings: refusePublish(published, found.findings),
    uses: found.uses,
    ...plan,
  };
}

/** What a plan is read from. */
interface CompOfStep {
  readonly root: string;
  readonly config: Config;
  readonly step: StepFolder;
  readonly comp: Comp;
  readonly bytes: Uint8Array;
  readonly file: string;
}

/** What the project says about the comp, read for a publish. */
async function readPlan(options: PublishOptions, { root, config, step, comp, bytes, file }: CompOfStep) {
  const stepConfig = config.steps[step.step] ?? STANDARD_STEP;
  const rendered = renderedOf(options, bytes, comp, file);
  const saver = chooseSaver(rendered.comp, options.kind, rendered.saver ?? options.saver ?? stepConfig.saver, file);
  const renderer = chooseRenderer(config, step.step, stepConfig.renderer, root);
  const { output: spec, keepsBackup } = await readOutputSpec(root, stepConfig.renderSpec, options.kind);
  const frames = framesOf(renderRange(comp), globalRange(comp), file);
  const place = { file, compFolder: path.dirname(file), roots: rootsHere(config.roots) };
  const { numbering, sequenceStart, digits } = outputNumbering({ comp: rendered.comp, saver, spec, frames, ...place });
  const outputName = withDigits(nameInFormat(outputNameOf(saver, file), spec), digits);
  return {
    ...{ stepConfig, saver, renderer, spec, frames, outputName, numbering, keepsBackup },
    renderedBytes: rendered.bytes,
    comp: rendered.comp,
    delivery: deliveryOf(root, step, outputName, options.kind === 'publish' ? spec : undefined),
    ...(sequenceStart !== undefined && { sequenceStart }),
  };
}

/** The project that a file is in. Errors: `project-not-found`, `config-invalid`. */
export function projectOf(file: string): Promise<{ root: string; config: Config }> {
  return projectAround(path.dirname(file), file);
}

/** The project that a place is in, a folder or a file, with its configuration. `file` is named where there is none. Errors:
 * those of `projectOf`. */
export async function projectAround(within: string, file = within): Promise<{ root: string; config: Config }> {
  const root = await findProjectRoot(within);
  if (root === undefined) {
    throw new ComplineError({
      code: 'project-not-found',
      message: `${path.basename(file) || file} is in no project: no folder above it holds a compline.yaml.`,
      nextStep: "Make a compline.yaml in the project's root folder.",
      path: file,
    });
  }
  const { config, problems, configPath } = await loadProject(root);
  if (config !== undefined) return { root, config };
  const [first] = problems;
  const ofBase = first?.path === undefined ? '' : ` of ${path.basename(first.path)}`;
  const place = first === undefined ? '' : ` Line ${first.line + 1}${ofBase}: ${first.message}`;
  throw new ComplineError({
    code: 'config-invalid',
    message: `compline.yaml has ${problems.length === 1 ? 'an error' : `${problems.length} errors`}.${place}`,
    nextStep: 'Correct compline.yaml.',
    path: first?.path ?? configPath,
    details: { problems },
  });
}

/** What is rendered: the comp as it is, or with a Saver behind the tool that is to be previewed. */
function renderedOf({ kind, tool }: PublishOptions, bytes: Uint8Array, comp: Comp, file: string) {
  if (tool === undefined) return { bytes, comp, saver: undefined };
  if (kind !== 'preview') {
    const message = 'A single tool can be previewed, but not published.';
    throw new ComplineError({ code: 'invalid-parameters', message, nextStep: 'Ask for a preview of it.', path: file });
  }
  const own = comp.toolsByName.get(tool)?.[0];
  if (own !== undefined && isSaver(own)) return { bytes, comp, saver: tool };
  const { bytes: changed, saver } = withToolSaver(bytes, tool, file);
  return { bytes: changed, comp: parseComp(Buffer.from(changed).toString('utf8')), saver };
}

function stepOf(root: string, file: string): StepFolder {
  const place = stepOfFile(root, file);
  if (place === undefined) {
    throw new ComplineError({
      code: 'not-supported',
      message: `${path.basename(file)} is in no folder of a step, so there is no place to publish it to.`,
      nextStep: 'Move it into the folder of its step, such as 05-SHOTS/PROJ_S_SH010/PROJ_S_SH010_COMP.',
      path: file,
    });
  }
  if (place.reserved !== undefined) {
    throw new ComplineError({
      code: 'not-supported',
      message: `${path.basename(file)} is in ${place.reserved}: what is there is not published again.`,
      nextStep: `Publish the working file in ${place.step.folder}.`,
      path: file,
    });
  }
  return place.step;
}

async function readComp(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE) {
      const message = `The comp has ${Math.ceil(size / 1024 / 1024)} MB; comps of up to 50 MB are published.`;
      throw new ComplineError({ code: 'not-supported', message, nextStep: 'Split the comp.', path: file });
    }
    return await readRegularFile(file);
  } catch (error) {
    if (error instanceof ComplineError) throw error;
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '');
    const message = `${path.basename(file)} cannot be read: ${whyUnreadable(error)}.`;
    const nextStep = 'Check that the file is there and that you may read it.';
    const kind = isMissing ? 'not-found' : 'comp-unreadable';
    throw new ComplineError({ code: kind, message, nextStep, path: file }, { cause: error });
  }
}

function framesOf(render: CompFrames | undefined, global: CompFrames | undefined, file: string): Span {
  const range = render !== undefined && render.first > UNSET && render.last > UNSET ? render : global;
  if (range === undefined) {
    throw new ComplineError({
      code: 'comp-has-errors',
      message: 'The comp says no range of frames to render.',
      nextStep: 'Set RenderRange = { first, last } in the comp.',
      path: file,
    });
  }
  const [first, last] = [Math.round(range.first), Math.round(range.last)];
  if (last >= first && last - first < MOST_FRAMES) return { first, last };
  throw new ComplineError({
    code: 'comp-has-errors',
    message: `The comp's render range ${first} to ${last} holds ${last < first ? 'no frame' : `more than ${MOST_FRAMES} frames`}.`,
    nextStep: 'Correct RenderRange in the comp.',
    path: file,
  });
}

function deliveryOf(root: string, step: StepFolder, outputName: string, spec: OutputSpec | undefined) {
  if (spec?.export_dest !== 'project') return undefined;
  return { folder: path.join(root, EXPORT_FOLDER), name: nameOfOutput(outputFiles(outputName), step.name) };
}

function outputNameOf(saver: Tool, file: string): string {
  const name =
    saverOutput(saver)
      .file?.name.split(/[/\\:]/)
      .at(-1) ?? '';
  if (name !== '') return name;
  throw new ComplineError({
    code: 'comp-has-errors',
    message: `The Saver ${saver.name} has no file name.`,
    nextStep: 'Give the Saver a file name.',
    path: file,
  });
}
