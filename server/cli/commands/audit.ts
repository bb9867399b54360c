import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { entriesText, reportText } from '../audit-text.ts';
import type { AddCommand, CommandContext, RunAction } from '../command.ts';
import { withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { pointInTime } from '../point-in-time.ts';
import { printJson } from '../terminal.ts';

interface ShowOptions {
  readonly comp?: string;
  readonly step?: string;
  readonly user?: string;
  readonly event?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
  readonly core: boolean;
  readonly json?: boolean;
}

/** `compline audit`: what happened in a project, and whether the record of it is whole. */
export const addAudit: AddCommand = (program, context, run) => {
  const audit = program
    .command('audit')
    .description('What happened in a project, and whether the record of it is whole.');
  addShow(audit, context, run);
  addVerify(audit, context, run);
};

function addShow(audit: Command, { terminal, core }: CommandContext, run: RunAction): void {
  const time = (text: string): string => pointInTime(text, Date.now());
  audit
    .command('show')
    .description('The events of a project, the oldest first.')
    .argument('[folder]', 'the project, or a folder in it', '.')
    .option('--comp <file>', 'of this comp alone')
    .option('--step <step>', 'of this step alone: COMP, or the name of its folder')
    .option('--user <name>', 'by this user alone')
    .option('--event <event>', 'of this kind alone: saved, locked, publish, approved, …')
    .option('--since <time>', 'a date, or how long ago: 30m, 12h, 7d', time)
    .option('--until <time>', 'the same', time)
    .option('--limit <number>', 'so many at most, the newest', limitOf, 1_000)
    .option('--no-core', 'do it in this process')
    .option('--json', 'print JSON')
    .action((folder: string, { core: withMachine, json = false, limit, comp, ...rest }: ShowOptions) =>
      run(json, async () => {
        const filter = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
        const params = {
          ...{ project: path.resolve(folder), limit, ...filter },
          ...(comp !== undefined && { comp: path.resolve(comp) }),
        };
        const page = await withCore(withMachine ? core.connect() : core.inProcess(), (it) =>
          it.request('audit/show', params),
        );
        if (json) {
          printJson(terminal, page);
          return exitCodes.success;
        }
        const { entries, total, unread } = page;
        if (total > entries.length) terminal.err(`${total - entries.length} earlier events are left out: --limit.\n`);
        terminal.out(total === 0 ? 'Nothing is on record.\n' : entriesText(entries));
        if (unread > 0) terminal.err(`${unread} lines could not be understood: compline audit verify tells which.\n`);
        return exitCodes.success;
      }),
    );
}

function addVerify(audit: Command, { terminal, core }: CommandContext, run: RunAction): void {
  audit
    .command('verify')
    .description('Look whether every line of the audit trail is there and unchanged; ends with 1 where it is not.')
    .argument('[folder]', 'the project, or a folder in it', '.')
    .option('--no-core', 'do it in this process')
    .option('--json', 'print JSON')
    .action((folder: string, options: { readonly core: boolean; readonly json?: boolean }) =>
      run(options.json === true, async () => {
        const reached = options.core ? core.connect() : core.inProcess();
        const { report } = await withCore(reached, (it) =>
          it.request('audit/verify', { project: path.resolve(folder) }),
        );
        if (options.json === true) printJson(terminal, report);
        else terminal.out(reportText(report));
        return report.sound ? exitCodes.success : exitCodes.failure;
      }),
    );
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0 && limit <= 50_000) return limit;
  throw new InvalidArgumentError('Write a number from 1 to 50000.');
}
