import type { WorkerList } from '../../protocol/queue.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../table.ts';
import { printJson } from '../terminal.ts';

/** `compline workers`: what renders on this machine, and what is free. */
export const addWorkers: AddCommand = (program, { terminal, core }, run) => {
  program
    .command('workers')
    .description('The workers of this machine, what they render, and what is free.')
    .option('--json', 'print JSON')
    .action((options: { readonly json?: boolean }) =>
      run(options.json === true, async () => {
        const list = await withCore(core.connect(), (it) => it.request('workers/list', {}));
        if (options.json === true) printJson(terminal, list);
        else terminal.out(textOf(list));
        return exitCodes.success;
      }),
    );
};

function textOf({ workers, whole, free, held, heartbeat, heartbeats }: WorkerList): string {
  const gibibytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 30)} GiB`;
  const rows = workers.map(({ process, attempt, made }) => [
    String(process),
    attempt === undefined ? 'idle' : `job ${attempt.job}, task ${attempt.task}, attempt ${attempt.number}`,
    `${made} done`,
  ]);
  const left = [
    ['', 'free', 'of'],
    ['renders', String(free.slots), String(whole.slots)],
    ['threads', String(free.threads), String(whole.threads)],
    ['memory', gibibytes(free.memory), gibibytes(whole.memory)],
    ['GPUs', String(free.gpus.length), String(whole.gpus.length)],
  ];
  const why = held === undefined ? '' : `Nothing starts: ${held}\n`;
  const beats =
    heartbeat === undefined || heartbeats === undefined
      ? ''
      : `Heartbeats are due every ${heartbeat} ms; 99 of 100 came within ${Math.round(heartbeats.p99)} ms.\n`;
  return `${why}${formatTable(left)}${beats}${rows.length === 0 ? 'No worker runs.\n' : formatTable(rows)}`;
}
