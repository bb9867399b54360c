import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { ComplineError, errorCodeSchema } from '../../protocol/errors.ts';
import type { Publish } from '../../protocol/publishes.ts';
import type { PublishOptions } from '../../protocol/requests.ts';
import type { AddCommand, CommandContext } from '../command.ts';
import { type Core, withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { addFarmOptions, type FarmOptions, farmWish } from '../farm/farm-options.ts';
import { followPublish } from '../follow-publish.ts';
import { patientCore } from '../patient-core.ts';
import { outcomeText } from '../publish/outcome-text.ts';
import { planText } from '../publish/plan-text.ts';
import { addRestoreDelivery } from '../publish/restore-delivery.ts';
import { PublishDisplay } from '../publish-display.ts';
import { printError, printJson, type Terminal } from '../terminal.ts';

const endOfLog = 2_000; // bytes

interface PublishCommandOptions extends FarmOptions {
  readonly preview?: boolean;
  readonly saver?: string;
  readonly tool?: string;
  readonly state: string;
  readonly comment: string;
  readonly strict?: boolean;
  readonly dryRun?: boolean;
  readonly core: boolean;
  readonly json?: boolean;
}

/** `compline publish`: check, render, verify and commit a version of a comp's step. */
export const addPublish: AddCommand = (program, context, run) => {
  const command = program
    .command('publish')
    .description('Publish a comp: check it, render it, verify every frame, commit a new version of its step.')
    .argument('<comp>', 'the comp')
    .option('--preview', "replace the step's preview instead of making a version")
    .option('--saver <name>', 'the Saver to render')
    .option('--tool <name>', 'with --preview: the tool to look at, in place of a Saver')
    .option('--state <state>', 'the state to publish in', 'WIP')
    .option('--comment <text>', 'what is new in this version', '')
    .option('--strict', 'refuse the publish on warnings of its checks too')
    .option('--dry-run', 'only say what would be written where')
    .option('--no-core', 'do all of it in this process, for continuous integration and farm nodes')
    .option('--json', 'print JSON')
    .action((comp: string, options: PublishCommandOptions) =>
      run(options.json === true, async () => {
        const core = options.core ? context.core.connect() : context.core.inProcess();
        return withCore(core, (it) => publish(it, comp, options, context));
      }),
    );
  addFarmOptions(command);
  addRestoreDelivery(command, context, run);
};

async function publish(
  core: Core,
  comp: string,
  options: PublishCommandOptions,
  { terminal }: CommandContext,
): Promise<number> {
  const json = options.json === true;
  const wanted: PublishOptions = {
    comp: path.resolve(comp),
    kind: options.preview === true ? 'preview' : 'publish',
    saver: options.saver,
    tool: options.tool,
    state: options.state,
    comment: options.comment,
    ...(options.strict === true && { strict: true }),
    ...farmWish(options),
  };
  if (options.dryRun === true) {
    const { plan } = await core.request('publish/plan', wanted);
    if (json) printJson(terminal, { plan });
    else terminal.out(planText(plan));
    return exitCodes.success;
  }
  const patient = patientCore(core);
  // With its own id it is begun once, however often it is asked for.
  const { publish: started } = await patient.request('publish/start', { id: randomUUID(), ...wanted });
  for (const { version, user, machine, at } of started.others ?? []) {
    terminal.err(`Version ${version} is being published by ${user} on ${machine} since ${at}.\n`);
  }
  const ended = await followToEnd(patient, started, terminal);
  terminal.err(outcomeText(ended));
  if (ended.phase === 'failed' && ended.job !== undefined) await showEndOfLog(core, ended.job, terminal);
  if (json) printJson(terminal, { publish: ended });
  else report(ended, terminal);
  return endCode(ended);
}

/** Follows the publish; an interrupt cancels it, and is waited for: staging is cleared before the command ends. */
async function followToEnd(core: Core, started: Publish, terminal: Terminal): Promise<Publish> {
  const display = new PublishDisplay(terminal);
  const cancel = () => {
    terminal.err('Cancelling ...\n');
    core.request('publish/cancel', { publish: started.id }).catch((error) => printError(terminal, error, false));
  };
  process.once('SIGINT', cancel);
  try {
    return await followPublish(core, started, (progress) => display.show(progress));
  } finally {
    process.removeListener('SIGINT', cancel);
    display.end();
  }
}

/** What the renderer said last: the reason is often there, and a core in this process takes its logs with it. */
async function showEndOfLog(core: Core, job: string, terminal: Terminal): Promise<void> {
  const { text } = await core.request('queue/log', { job, maxBytes: endOfLog });
  if (text !== '') terminal.err(`The end of the render's log:\n${text.trimEnd()}\n\n`);
}

function report({ phase, target, delivered, error }: Publish, terminal: Terminal): void {
  if (phase === 'completed') {
    if (delivered !== undefined) terminal.out(`Delivered: ${delivered}\n`);
    terminal.out(`Published: ${target ?? ''}\n`);
  }
  if (phase === 'completed' && error !== undefined) {
    terminal.err('It stands, but is not on record everywhere; the next start of the core tries that again.\n');
  }
  if (error !== undefined) printError(terminal, publishError(error), false);
}

function publishError({ code, message, nextStep }: NonNullable<Publish['error']>): ComplineError {
  const known = errorCodeSchema.safeParse(code);
  return new ComplineError({ code: known.data ?? 'internal', message, ...(nextStep !== undefined && { nextStep }) });
}

function endCode({ phase }: Publish): number {
  if (phase === 'completed') return exitCodes.success;
  return phase === 'cancelled' ? exitCodes.interrupted : exitCodes.failure;
}
