import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Approval } from '../../protocol/roles.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../table.ts';
import { printable, printJson } from '../terminal.ts';

interface ApproveOptions {
  readonly version?: number;
  readonly saved?: boolean;
  readonly comment: string;
  readonly withdraw?: boolean;
  readonly core: boolean;
  readonly json?: boolean;
}

/** `compline approve`: approves a version of a comp, or says what is approved. */
export const addApprove: AddCommand = (program, { terminal, core }, run) => {
  program
    .command('approve')
    .description('Approve a version of a comp; without --version say which are approved.')
    .argument('<comp>', 'the comp')
    .option('--version <number>', 'the published version', versionOf)
    .option('--saved', 'the number counts the versions under _versions')
    .option('--comment <text>', 'what there is to say', '')
    .option('--withdraw', 'take the approval back')
    .option('--no-core', 'do it in this process')
    .option('--json', 'print JSON')
    .action((comp: string, options: ApproveOptions) =>
      run(options.json === true, async () => {
        const file = path.resolve(comp);
        const { version, saved, comment, withdraw = false } = options;
        const { approvals } = await withCore(options.core ? core.connect() : core.inProcess(), (it) =>
          version === undefined
            ? it.request('approval/list', { comp: file })
            : it.request('approval/set', {
                ...{ comp: file, version, comment, withdraw },
                kind: saved === true ? 'saved' : 'published',
              }),
        );
        if (options.json === true) printJson(terminal, { approvals });
        else terminal.out(approvals.length === 0 ? 'No version is approved.\n' : formatTable(approvals.map(rowOf)));
        return exitCodes.success;
      }),
    );
};

const rowOf = ({ version, kind, user, displayName, at, comment }: Approval): string[] => [
  `${kind} ${String(version).padStart(3, '0')}`,
  `approved by ${displayName ?? user}`,
  at,
  printable(comment.replaceAll(/\s+/g, ' ')),
];

function versionOf(text: string): number {
  if (/^v?\d{1,6}$/i.test(text)) return Number(text.replace(/^v/i, ''));
  throw new InvalidArgumentError('Write the number of a version, such as 3.');
}
