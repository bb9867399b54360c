import type { AddCommand } from '../command.ts';
import { type Core, withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../terminal.ts';

interface JsonOption {
  readonly json?: boolean;
}

const status = (core: Core) => core.request('core/status', {});

/** `compline core`: the life of the pipeline core. */
export const addCore: AddCommand = (program, { terminal, core }, run) => {
  const group = program.command('core').description('The pipeline core of this machine.');

  group
    .command('start')
    .description('Start the core where it is not running. It starts by itself when it is needed, and ends when idle.')
    .option('--json', 'print JSON')
    .action((options: JsonOption) =>
      run(options.json === true, async () => {
        const running = await withCore(core.connect(), status);
        if (options.json === true) printJson(terminal, { running: true, ...running });
        else terminal.out(`The core is running (process ${running.process}, state in ${running.stateFolder}).\n`);
        return exitCodes.success;
      }),
    );

  group
    .command('status')
    .description('Whether the core is running, and what it has to do.')
    .option('--json', 'print JSON')
    .action((options: JsonOption) =>
      run(options.json === true, async () => {
        const found = await core.find();
        const running = found === undefined ? undefined : await withCore(found, status);
        if (options.json === true) printJson(terminal, { running: running !== undefined, ...running });
        else if (running === undefined) terminal.out('The core is not running.\n');
        else {
          const { version, process, runtime, stateFolder, jobsActive, locksHeld } = running;
          terminal.out(`The core ${version} is running: process ${process}, ${runtime}, state in ${stateFolder}.\n`);
          terminal.out(`Active jobs: ${jobsActive}. Locks held: ${locksHeld}.\n`);
        }
        return exitCodes.success;
      }),
    );

  group
    .command('stop')
    .description('End the core when its renders are done; with --now, at once: what renders goes back into the queue.')
    .option('--now', 'do not wait for renders')
    .option('--json', 'print JSON')
    .action((options: JsonOption & { readonly now?: boolean }) =>
      run(options.json === true, async () => {
        const found = await core.find();
        if (found !== undefined) await withCore(found, (it) => it.request('core/stop', { now: options.now === true }));
        const wasRunning = found !== undefined;
        if (options.json === true) printJson(terminal, { wasRunning });
        else terminal.out(wasRunning ? 'The core is stopping.\n' : 'The core is not running.\n');
        return exitCodes.success;
      }),
    );
};
