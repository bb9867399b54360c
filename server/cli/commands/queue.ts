import path from 'node:path';
import type { JobSummary } from '../../protocol/jobs.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../table.ts';
import { printJson } from '../terminal.ts';

interface JsonOption {
  readonly json?: boolean;
}

/** `compline queue`: the render queue of this machine. */
export const addQueue: AddCommand = (program, { terminal, core }, run) => {
  const queue = program.command('queue').description('The render queue of this machine.');

  queue
    .command('list')
    .description('The jobs, newest first.')
    .option('--project <folder>', 'only the jobs of this project')
    .option('--json', 'print JSON')
    .action((options: JsonOption & { readonly project?: string }) =>
      run(options.json === true, async () => {
        const { project } = options;
        const wanted = project === undefined ? {} : { project: path.resolve(project) };
        const { jobs } = await withCore(core.connect(), (it) => it.request('queue/list', wanted));
        if (options.json === true) printJson(terminal, { jobs });
        else terminal.out(jobs.length === 0 ? 'No jobs.\n' : formatTable(jobs.map(row)));
        return exitCodes.success;
      }),
    );

  for (const { name, request, description, done } of changes) {
    queue
      .command(`${name} <job>`)
      .description(description)
      .option('--json', 'print JSON')
      .action((job: string, options: JsonOption) =>
        run(options.json === true, async () => {
          const changed = await withCore(core.connect(), (it) => it.request(request, { job }));
          if (options.json === true) printJson(terminal, changed);
          else terminal.out(`${changed.job.name}: ${done}\n`);
          return exitCodes.success;
        }),
      );
  }

  queue
    .command('log <job>')
    .description("What a job's renderers have printed, oldest first.")
    .option('--task <task>', 'only of this task')
    .option('--json', 'print JSON')
    .action((job: string, options: JsonOption & { readonly task?: string }) =>
      run(options.json === true, async () => {
        const wanted = options.task === undefined ? { job } : { job, task: options.task };
        const log = await withCore(core.connect(), (it) => it.request('queue/log', wanted));
        if (options.json === true) printJson(terminal, log);
        else terminal.out(log.text);
        return exitCodes.success;
      }),
    );
};

const changes = [
  { name: 'cancel', request: 'queue/cancel', description: 'End a job; its renderers are stopped.', done: 'cancelled' },
  { name: 'retry', request: 'queue/retry', description: 'Render what failed or was cancelled again.', done: 'waiting' },
] as const;

const row = ({ id, state, framesDone, framesTotal, name, reason }: JobSummary) => [
  id,
  state,
  `${framesDone}/${framesTotal}`,
  name,
  reason ?? '',
];
