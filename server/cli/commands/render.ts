import path from 'node:path';
import { Option } from 'commander';
import { ComplineError } from '../../protocol/errors.ts';
import type { JobSummary } from '../../protocol/jobs.ts';
import type { SubmissionInput, Submitted } from '../../protocol/queue.ts';
import type { AddCommand, CommandContext } from '../command.ts';
import { type Core, withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { addFarmOptions, type FarmOptions, farmWish } from '../farm/farm-options.ts';
import { writeTemplates } from '../farm/write-templates.ts';
import { awaitJobs, endCodeOf, showFailures } from '../queue/await-jobs.ts';
import { batchSubmissions, isBatchFile } from '../queue/batch-submissions.ts';
import { findJobs } from '../queue/find-job.ts';
import { memoryAmount, names, variable, wholeNumber } from '../queue/option-values.ts';
import { printable, printError, printJson, type Terminal } from '../terminal.ts';

const platforms = ['linux', 'windows', 'macos'] as const;

interface RenderOptions extends FarmOptions {
  readonly layers?: readonly string[];
  readonly frames?: string;
  readonly renderer?: string;
  readonly output?: string;
  readonly name?: string;
  readonly chunk?: number;
  readonly priority?: number;
  readonly tag?: readonly string[];
  readonly comment?: string;
  readonly after?: readonly string[];
  readonly byFrame?: boolean;
  readonly threads?: number;
  readonly gpu?: number;
  readonly memory?: number;
  readonly retries?: number;
  readonly backoff?: number;
  readonly chunkTimeout?: number;
  readonly startTimeout?: number;
  readonly stallTimeout?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly paused?: boolean;
  readonly again?: boolean;
  readonly dryRun?: boolean;
  readonly openjd?: string;
  readonly platform?: (typeof platforms)[number];
  readonly wait?: boolean;
  readonly timeout?: number;
  readonly core: boolean;
  readonly json?: boolean;
  readonly jsonLines?: boolean;
}

/** `compline render`: submit scenes, or batch files, to the render queue. */
export const addRender: AddCommand = (program, context, run) => {
  const command = program
    .command('render')
    .description('Render scenes through the queue, by a renderer of their project.')
    .argument('<scene...>', 'scenes, or batches of renders (*.batchrender.json)')
    .option('--layers <names>', 'what of the scene, with commas: Savers, render layers', names)
    .option('--frames <frames>', '1-24, 1,5,10-20 or 1-100x5; those of the scene where it says some')
    .option('--renderer <name>', 'a renderer of compline.yaml')
    .option('--output <file>', 'the files to write, name.%04d.exr; {layer} stands for the layer')
    .option('--name <name>', 'what the job is called')
    .option('--chunk <frames>', 'frames rendered by one call', wholeNumber(1))
    .option('--priority <0-100>', 'the higher one is rendered first', wholeNumber(0, 100))
    .option('--tag <names>', 'words to find it by, with commas', names)
    .option('--comment <text>', 'what people should know of it')
    .option('--after <jobs>', 'the jobs that it waits for, with commas', names)
    .option('--by-frame', 'a chunk waits only for the same frames of these jobs')
    .option('--threads <count>', 'threads that a chunk has to itself', wholeNumber(1))
    .option('--gpu <count>', 'GPUs that a chunk has to itself; 0: it sees none', wholeNumber(0))
    .option('--memory <amount>', 'memory that a chunk has to itself: 8G', memoryAmount)
    .option('--retries <count>', 'how often a chunk that failed is tried again', wholeNumber(0, 100))
    .option('--backoff <seconds>', 'pause before that; it doubles each time', wholeNumber(0))
    .option('--chunk-timeout <seconds>', 'what one chunk may take', wholeNumber(1))
    .option('--start-timeout <seconds>', 'what a renderer may take to print its first line', wholeNumber(1))
    .option('--stall-timeout <seconds>', 'what it may take from frame to frame', wholeNumber(1))
    .option('--env <name=value>', "a variable of the renderer's environment; may be said again", variable)
    .option('--cwd <folder>', "where the renderer runs; the project's root")
    .option('--paused', 'starts when it is resumed')
    .option('--again', 'also where a job that has not ended renders the same')
    .option('--dry-run', 'only say what would be rendered')
    .option('--openjd <folder>', 'write Open Job Description templates there instead of rendering')
    .addOption(new Option('--platform <name>', 'with --openjd: what the machines run').choices(platforms))
    .option('--wait', 'until it has ended; Ctrl+C cancels it')
    .option('--timeout <seconds>', 'with --wait: no longer than this; exit code 4, the job goes on', wholeNumber(1))
    .option('--no-core', 'render in this process, for continuous integration and farm nodes; waits')
    .option('--json', 'print JSON')
    .option('--json-lines', 'with --wait: every change as a line of JSON')
    .action((scenes: readonly string[], options: RenderOptions) =>
      run(options.json === true || options.jsonLines === true, async () => {
        const core = options.core ? context.core.connect() : context.core.inProcess();
        return withCore(core, (it) => render(it, scenes, options, context));
      }),
    );
  addFarmOptions(command);
};

async function render(
  core: Core,
  scenes: readonly string[],
  options: RenderOptions,
  { terminal }: CommandContext,
): Promise<number> {
  if (options.openjd !== undefined) {
    return await writeTemplates(core, submissionsOf(scenes, options), { ...options, folder: options.openjd, terminal });
  }
  const submitted = await submitAll(core, scenes, options);
  const isWaiting = (options.wait === true || !options.core) && options.dryRun !== true;
  const json = options.json === true;
  if (options.jsonLines === true) for (const it of submitted) terminal.out(`${JSON.stringify({ submitted: it })}\n`);
  else if (!json) for (const it of submitted) sayPlan(it, terminal);
  if (!isWaiting) {
    if (json) printJson(terminal, { submitted });
    return exitCodes.success;
  }
  const ids = submitted.flatMap(({ job }) => job?.id ?? []);
  const ended = await awaitJobs(core, ids, terminal, {
    asLines: options.jsonLines === true,
    cancelOnInterrupt: true,
    ...(options.timeout !== undefined && { timeout: options.timeout }),
  });
  if (json) printJson(terminal, { jobs: ended });
  else if (options.jsonLines !== true) {
    await showFailures(core, ended, terminal);
    for (const job of ended) sayEnd(job, terminal);
  }
  return endCodeOf(ended);
}

async function submitAll(core: Core, scenes: readonly string[], options: RenderOptions): Promise<Submitted[]> {
  const { again = false, dryRun = false } = options;
  const before = (await findJobs(core, options.after ?? [])).map((job) => ({
    job,
    byFrame: options.byFrame === true,
  }));
  const submitted: Submitted[] = [];
  const submit = async (submission: SubmissionInput): Promise<string | undefined> => {
    const answer = await core.request('queue/submit', { submission, again, dryRun });
    submitted.push(answer);
    return answer.job?.id;
  };
  const said = fromOptions(options);
  for (const scene of scenes) {
    if (!isBatchFile(scene)) {
      await submit({ ...submissionOf(scene, options), dependsOn: before });
      continue;
    }
    const ids = new Map<string, string>();
    for (const { name, dependsOn, submission } of await batchSubmissions(scene)) {
      const own = dependsOn.flatMap((it) => ids.get(it) ?? []).map((job) => ({ job, byFrame: false }));
      const needs = { ...submission.needs, ...said.needs };
      const id = await submit({ ...submission, ...said, needs, dependsOn: [...before, ...own] });
      if (name !== undefined && id !== undefined) ids.set(name, id);
    }
  }
  return submitted;
}

/** Every scene as a submission; batches are for the queue. */
const submissionsOf = (scenes: readonly string[], options: RenderOptions): SubmissionInput[] =>
  scenes.map((scene) => submissionOf(scene, options));

function submissionOf(scene: string, options: RenderOptions): SubmissionInput {
  const layers = options.layers?.map((name) => ({ name }));
  if (layers === undefined) throw noLayers(scene);
  return { ...fromOptions(options), scene: path.resolve(scene), layers };
}

/** What is said on the command line holds over what a batch file says. */
function fromOptions(options: RenderOptions): Omit<SubmissionInput, 'scene' | 'layers'> {
  const { threads, gpu, memory } = options;
  const said = {
    frames: options.frames,
    renderer: options.renderer,
    ...farmWish(options),
    output: options.output === undefined ? undefined : path.resolve(options.output),
    name: options.name,
    chunkSize: options.chunk,
    priority: options.priority,
    tags: options.tag === undefined ? undefined : [...options.tag],
    comment: options.comment,
    retries: options.retries,
    backoff: options.backoff,
    timeout: options.chunkTimeout,
    startTimeout: options.startTimeout,
    stallTimeout: options.stallTimeout,
    environment: options.env === undefined ? undefined : { ...options.env },
    workingFolder: options.cwd === undefined ? undefined : path.resolve(options.cwd),
    paused: options.paused,
  };
  const needs = {
    ...(threads !== undefined && { threads }),
    ...(gpu !== undefined && { gpus: gpu }),
    ...(memory !== undefined && { memory }),
  };
  const wanted = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return { ...wanted, needs };
}

function sayPlan({ job, plan }: Submitted, terminal: Terminal): void {
  const tasks = plan.layers.reduce((sum, layer) => sum + layer.tasks.length, 0);
  const layers = plan.layers.map(({ name }) => name).join(', ');
  const what = `${plan.name}: ${layers}, ${tasks} ${tasks === 1 ? 'chunk' : 'chunks'}, rendered by ${plan.renderer}`;
  terminal.out(`${printable(job === undefined ? what : `${job.id}  ${what}`)}\n`);
  if (job === undefined) {
    for (const { outputs } of plan.layers) for (const output of outputs) terminal.out(`  ${printable(output)}\n`);
    for (const id of plan.duplicates) terminal.err(`Warning: job ${id} renders the same and has not ended.\n`);
  }
  for (const warning of plan.warnings) terminal.err(`Warning: ${printable(warning)}\n`);
}

function sayEnd({ name, state, reason }: JobSummary, terminal: Terminal): void {
  if (state === 'completed') terminal.out(`${printable(name)}: completed\n`);
  else if (state === 'failed') {
    printError(
      terminal,
      new ComplineError({ code: 'render-failed', message: `${name}: ${reason ?? 'failed'}` }),
      false,
    );
  } else terminal.err(`${printable(name)}: ${state}\n`);
}

const noLayers = (scene: string): ComplineError =>
  new ComplineError({
    code: 'invalid-parameters',
    message: `Nobody says what of ${scene} is rendered.`,
    nextStep: 'Name the layers: --layers A,B.',
  });
