import { InvalidArgumentError } from 'commander';
import type { Reservation } from '../../protocol/system.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { systemReport } from '../system-report.ts';
import { printable, printJson } from '../terminal.ts';

interface JsonOption {
  readonly json?: boolean;
}

/** `compline system`: what the machine has, and what of it renders may use. */
export const addSystem: AddCommand = (program, { terminal, core }, run) => {
  const system = program
    .command('system')
    .description('Processors, memory and GPUs of this machine, and what renders may use of them.')
    .option('--json', 'print JSON')
    .action((options: JsonOption) =>
      run(options.json === true, async () => {
        const answer = await withCore(core.connect(), (it) => it.request('system/info', {}));
        if (options.json === true) printJson(terminal, answer);
        else terminal.out(printLines(systemReport(answer.system)));
        return exitCodes.success;
      }),
    );

  system
    .command('reserve')
    .description(
      'Keep threads and GPUs for interactive work; what is not said goes back to the standard: an eighth of the threads, and of two or more GPUs the one with the screen.',
    )
    .option('--threads <count>', 'threads that renders leave alone', countOf)
    .option('--gpus <ids>', "GPUs that renders leave alone, by the driver's numbers from 0: 0 or 0,1; or none", idsOf)
    .option('--json', 'print JSON')
    .action((options: JsonOption & Reservation, command: { optsWithGlobals(): JsonOption }) => {
      const isJson = command.optsWithGlobals().json === true;
      return run(isJson, async () => {
        const { threads, gpus } = options;
        const wanted = { ...(threads !== undefined && { threads }), ...(gpus !== undefined && { gpus: [...gpus] }) };
        const answer = await withCore(core.connect(), (it) => it.request('system/reserve', wanted));
        if (isJson) printJson(terminal, answer);
        else terminal.out(printLines(systemReport(answer.system)));
        return exitCodes.success;
      });
    });
};

const printLines = (text: string) => text.split('\n').map(printable).join('\n');

function countOf(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count)) return count;
  throw new InvalidArgumentError('Write a number of threads, 0 or more.');
}

function idsOf(text: string): readonly number[] {
  if (text === 'none') return [];
  if (/^\d{1,4}(?:,\d{1,4})*$/.test(text)) return [...new Set(text.split(',').map(Number))];
  throw new InvalidArgumentError('Write numbers as the driver shows them, 0 or 0,1; or none.');
}
