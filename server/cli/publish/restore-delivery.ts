import path from 'node:path';
import type { RestoredDelivery } from '../../protocol/publishes.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { printable, printJson } from '../terminal.ts';

interface RestoreOptions {
  readonly name?: string;
  readonly core: boolean;
  readonly json?: boolean;
}

/** `compline publish restore`: bring back what was delivered before the present delivery of a comp. */
export const addRestoreDelivery: AddCommand = (publish, context, run) => {
  publish
    .command('restore')
    .description(
      "Bring back what was delivered into the project's export folder before the present delivery of a comp.",
    )
    .argument('<comp>', 'the comp')
    .option('--name <name>', 'the delivery, where the comp has several')
    .option('--no-core', 'do it in this process')
    .option('--json', 'print JSON')
    .action((comp: string, _own: unknown, command: { optsWithGlobals(): RestoreOptions }) => {
      // Options that the command around this one has as well are found there.
      const { name, core, json } = command.optsWithGlobals();
      return run(json === true, () =>
        withCore(core ? context.core.connect() : context.core.inProcess(), async (it) => {
          const wish = { comp: path.resolve(comp), ...(name !== undefined && { name }) };
          const { delivery } = await it.request('publish/restore-delivery', wish);
          if (json === true) printJson(context.terminal, { delivery });
          else context.terminal.out(restoredText(delivery));
          return exitCodes.success;
        }),
      );
    });
};

function restoredText({ name, folder, files, version, by }: RestoredDelivery): string {
  const of = version === undefined ? '' : `, version ${version}${by === undefined ? '' : ` of ${by}`}`;
  const count = files === 1 ? 'a file' : `${files} files`;
  return printable(
    `Brought back: ${name} in ${folder}, ${count}${of}. What was there is kept; restore again to have it back.`,
  ).concat('\n');
}
